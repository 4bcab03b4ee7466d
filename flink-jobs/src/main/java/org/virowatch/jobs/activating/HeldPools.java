package org.virowatch.jobs.activating;

import java.io.Serial;
import org.virowatch.jobs.deciding.KnownChange;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.regionpool.RegionDays;

/** Changes of the regions of pools. */
public final class HeldPools extends HeldChanges<RegionDays> {
  @Serial private static final long serialVersionUID = 1L;

  /** About what the changes of a bundle to one region take: some days, lineages and mutations. */
  private static final long BUNDLE_BYTES = 3_000;

  /** Makes the kind. */
  public HeldPools() {}

  @Override
  void add(RegionDays sum, RegionDays change) {
    sum.add(change);
  }

  @Override
  public long weight(KnownChange<RegionDays> change) {
    return BUNDLE_BYTES;
  }

  @Override
  public CompactForm<KnownChange<RegionDays>> form() {
    return KnownChange.formOfPools();
  }
}
