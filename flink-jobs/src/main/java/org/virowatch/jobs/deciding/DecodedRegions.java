package org.virowatch.jobs.deciding;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.alert.RegionTotals;

/**
 * Regions in the form they are counted in. What changed since the last checkpoint is held until it
 * is written to state; what did not is remembered as long as memory allows, because reading it
 * again at every tick costs more than all decisions.
 */
final class DecodedRegions {
  /** One region; at first it knows nothing. */
  static final class Region {
    @Nullable RegionTotals totals;
    boolean totalsChanged;
    final Map<String, PeriodCounts> periods = new HashMap<>();
    final Set<String> changedPeriods = new HashSet<>();
  }

  private final Map<String, SoftReference<Region>> known = new HashMap<>();
  private final Map<String, Region> changed = new HashMap<>();

  Region get(String key) {
    Region region = changed.get(key);
    if (region == null) {
      SoftReference<Region> reference = known.get(key);
      region = reference == null ? null : reference.get();
    }
    if (region == null) {
      region = new Region();
      known.put(key, new SoftReference<>(region));
    }
    return region;
  }

  /** Holds a region until {@link #written}. */
  void hold(String key, Region region) {
    changed.put(key, region);
  }

  Set<String> changed() {
    return Set.copyOf(changed.keySet());
  }

  void written(String key) {
    changed.remove(key);
  }
}
