package org.virowatch.surveillance.region;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The regions a genome is counted in: {@code world} always; its country (ISO 3166-1 alpha-2), or
 * {@code ZZ} when that is not known; its subdivision (ISO 3166-2) when that is known.
 */
public final class Regions {
  /** Every genome counts here. */
  public static final String WORLD = "world";

  /** The country of genomes without one; {@code ZZ} is reserved for users by ISO 3166-1. */
  public static final String UNKNOWN_COUNTRY = "ZZ";

  private Regions() {}

  /** The level of a region. */
  public enum Level {
    /** The whole world. */
    WORLD,
    /** A country, or the unknown one. */
    COUNTRY,
    /** A subdivision of a country. */
    SUBDIVISION
  }

  /**
   * Returns the regions of a place, largest first. A subdivision without a country implies it.
   *
   * @param country ISO 3166-1 alpha-2, or null or empty when not known
   * @param subdivision ISO 3166-2, or null or empty when not known
   */
  public static List<String> of(@Nullable String country, @Nullable String subdivision) {
    String known = country == null ? "" : country;
    if (subdivision == null || subdivision.isEmpty()) {
      return List.of(WORLD, known.isEmpty() ? UNKNOWN_COUNTRY : known);
    }
    return List.of(WORLD, known.isEmpty() ? countryOf(subdivision) : known, subdivision);
  }

  /** Returns the level of a region. */
  public static Level level(String region) {
    if (region.equals(WORLD)) {
      return Level.WORLD;
    }
    return region.indexOf('-') < 0 ? Level.COUNTRY : Level.SUBDIVISION;
  }

  /** Returns what a region is part of, a country's being the world; nothing for the world. */
  public static Optional<String> whole(String region) {
    return switch (level(region)) {
      case WORLD -> Optional.empty();
      case COUNTRY -> Optional.of(WORLD);
      case SUBDIVISION -> Optional.of(countryOf(region));
    };
  }

  private static String countryOf(String subdivision) {
    int hyphen = subdivision.indexOf('-');
    return hyphen < 0 ? UNKNOWN_COUNTRY : subdivision.substring(0, hyphen);
  }
}
