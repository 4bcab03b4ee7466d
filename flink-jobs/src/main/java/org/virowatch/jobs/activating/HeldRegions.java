package org.virowatch.jobs.activating;

import java.io.Serial;
import org.virowatch.jobs.deciding.KnownChange;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.compact.CompactForm;

/** Changes of the periods of regions. */
public final class HeldRegions extends HeldChanges<PeriodCounts> {
  @Serial private static final long serialVersionUID = 1L;

  /** Makes the kind. */
  public HeldRegions() {}

  @Override
  void add(PeriodCounts sum, PeriodCounts change) {
    sum.add(change);
  }

  @Override
  public long weight(KnownChange<PeriodCounts> change) {
    return change.change().bytes();
  }

  @Override
  public CompactForm<KnownChange<PeriodCounts>> form() {
    return KnownChange.formOfRegions();
  }
}
