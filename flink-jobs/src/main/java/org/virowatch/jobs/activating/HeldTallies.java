package org.virowatch.jobs.activating;

import java.io.Serial;
import org.virowatch.jobs.deciding.KnownChange;
import org.virowatch.surveillance.bias.LabWeeks;
import org.virowatch.surveillance.compact.CompactForm;

/** Changes of what labs are judged by. */
public final class HeldTallies extends HeldChanges<LabWeeks> {
  @Serial private static final long serialVersionUID = 1L;

  /** About what the changes of a bundle to one lab take: some weeks and private mutations. */
  private static final long BUNDLE_BYTES = 2_000;

  /** Makes the kind. */
  public HeldTallies() {}

  @Override
  void add(LabWeeks sum, LabWeeks change) {
    sum.add(change);
  }

  @Override
  public long weight(KnownChange<LabWeeks> change) {
    return BUNDLE_BYTES;
  }

  @Override
  public CompactForm<KnownChange<LabWeeks>> form() {
    return KnownChange.formOfLabs();
  }
}
