package org.virowatch.jobs.deciding;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.alert.RegionTotals;

/**
 * Remembers what was last read or written of each region in the form it is counted in, because
 * reading it from state again at every tick costs more than all decisions. Everything is written to
 * state as well; what is forgotten here is read again. Gives way when memory is short.
 */
final class DecodedRegions {
  private static final int MAX_PERIODS = 12;

  /** One region; at first it knows nothing. */
  static final class Region {
    @Nullable RegionTotals totals;
    final Map<String, PeriodCounts> periods =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, PeriodCounts> eldest) {
            return size() > MAX_PERIODS;
          }
        };
  }

  private final Map<String, SoftReference<Region>> regions = new LinkedHashMap<>();

  Region get(String key) {
    SoftReference<Region> reference = regions.get(key);
    Region known = reference == null ? null : reference.get();
    if (known == null) {
      known = new Region();
      regions.put(key, new SoftReference<>(known));
    }
    return known;
  }
}
