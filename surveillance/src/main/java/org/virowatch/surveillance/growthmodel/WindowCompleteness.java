package org.virowatch.surveillance.growthmodel;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Says how many of a region's genomes are expected to have been reported by now. */
@FunctionalInterface
public interface WindowCompleteness {
  /** Knows nothing. */
  WindowCompleteness UNKNOWN = (region, first, last) -> null;

  /**
   * Returns the share, 0 to 1, of the genomes collected in the days from first to last that have
   * been reported, or null where nothing is known about the region's delay.
   */
  @Nullable Double of(String region, LocalDate first, LocalDate last);
}
