package org.virowatch.ingest.place;

import org.jspecify.annotations.Nullable;

/** What a lab's place turned out to be. */
public sealed interface PlaceReading {
  /**
   * A place that can be counted, if only in the world.
   *
   * @param country ISO 3166-1 alpha-2 code (XK for Kosovo); null when none was given or the place
   *     is not one country
   * @param subdivision ISO 3166-2 code of the top-level subdivision; null when not given or not
   *     recognised
   * @param note what was given and could not be used, for the lab; null when everything was
   */
  record Place(@Nullable String country, @Nullable String subdivision, @Nullable String note)
      implements PlaceReading {}

  /**
   * A country that is in no list.
   *
   * @param given the country as the lab wrote it
   * @param message what is wrong and what to write instead
   */
  record UnknownCountry(String given, String message) implements PlaceReading {}
}
