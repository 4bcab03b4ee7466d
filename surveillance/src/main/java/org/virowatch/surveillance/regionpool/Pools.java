package org.virowatch.surveillance.regionpool;

import java.time.Duration;
import java.util.Optional;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.region.Regions;

/**
 * Which regions are looked at together: all countries; the subdivisions of one country; the world,
 * which has no other beside it. Genomes without a country are in no pool of countries, because
 * nothing is known of a place that is not one.
 */
public final class Pools {
  /** The pool of all countries. */
  public static final String COUNTRIES = "countries";

  private static final Duration DAY = Duration.ofDays(1);

  private Pools() {}

  /**
   * Returns when pools decide: growth is seen in days, so once a day at most, however often regions
   * decide alone.
   */
  public static Ticks ticks(Ticks regions) {
    return regions.interval().compareTo(DAY) < 0 ? new Ticks(DAY) : regions;
  }

  /** Returns the pool of a region: the name it shares with the regions beside it. */
  public static Optional<String> of(String region) {
    return switch (Regions.level(region)) {
      case WORLD -> Optional.of(Regions.WORLD);
      case COUNTRY ->
          region.equals(Regions.UNKNOWN_COUNTRY) ? Optional.empty() : Optional.of(COUNTRIES);
      case SUBDIVISION -> Optional.of(region.substring(0, region.indexOf('-')));
    };
  }
}
