package org.virowatch.ingest.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.virowatch.ingest.place.PlaceReading.Place;
import org.virowatch.ingest.place.PlaceReading.UnknownCountry;
import org.virowatch.ingest.vocabulary.MissingValue;

/**
 * Reads places as labs write them: {@code USA: WA}, {@code United Kingdom / England}, {@code Europe
 * / France / Bretagne}, {@code Viet Nam}, {@code GB-ENG}.
 *
 * <p>One place has one code whatever way it is written: a place with an ISO 3166-1 code of its own
 * is that country ({@code France: La Réunion} is RE, as {@code Reunion} is), the nations of the
 * United Kingdom are its subdivisions, and a place below the top level counts in the top-level
 * subdivision. Thread-safe.
 */
public final class Places {
  private static final Pattern LEVELS = Pattern.compile("\\s*[:/|]\\s*");
  private static final Pattern ISO_SUBDIVISION = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");

  private final CountryNames countries = new CountryNames();
  private final SubdivisionNames subdivisions = new SubdivisionNames();

  /**
   * Reads a place.
   *
   * @param country country, or country and subdivision in one; null or a word for missing when not
   *     given
   * @param division subdivision where the metadata has it apart; null when not given
   */
  public PlaceReading read(@Nullable String country, @Nullable String division) {
    String divisionGiven = division == null || MissingValue.is(division) ? "" : division.strip();
    if (country == null || MissingValue.is(country)) {
      String note =
          divisionGiven.isEmpty()
              ? null
              : "the subdivision '" + divisionGiven + "' is not used because no country is given";
      return new Place(null, null, note);
    }
    List<String> levels = levels(country.strip());
    String name = levels.get(0);
    List<String> finer = new ArrayList<>();
    if (!divisionGiven.isEmpty()) {
      finer.add(divisionGiven);
    }
    if (levels.size() > 1) {
      finer.add(String.join(", ", levels.subList(1, levels.size())));
    }
    Optional<String> code = codeOf(name, finer);
    if (code.isEmpty()) {
      return unknown(name);
    }
    return place(code.get(), name, finer);
  }

  /** The levels of a place from the country down; a continent in front is dropped. */
  private List<String> levels(String text) {
    if (countries.codeOf(text).isPresent()) {
      return List.of(text);
    }
    List<String> levels = new ArrayList<>();
    for (String level : LEVELS.split(text, -1)) {
      if (!level.isBlank()) {
        levels.add(level.strip());
      }
    }
    while (levels.size() > 1
        && countries.codeOf(levels.get(0)).filter(CountryNames.NO_COUNTRY::equals).isPresent()) {
      levels.remove(0);
    }
    return levels.isEmpty() ? List.of(text) : levels;
  }

  private Optional<String> codeOf(String name, List<String> finer) {
    if (ISO_SUBDIVISION.matcher(name).matches()) {
      return subdivisions.byCode(name);
    }
    Optional<String> code = countries.codeOf(name);
    if (code.isPresent() || name.indexOf(',') < 0) {
      return code;
    }
    // "Wuerzburg, Germany" or "USA, California"
    String first = name.substring(0, name.indexOf(',')).strip();
    String last = name.substring(name.lastIndexOf(',') + 1).strip();
    Optional<String> firstCode = countries.codeOf(first);
    Optional<String> lastCode = countries.codeOf(last);
    if (lastCode.isPresent()
        && (firstCode.isEmpty() || subdivisions.find(lastCode.get(), first).isPresent())) {
      finer.add(first);
      return lastCode;
    }
    if (firstCode.isPresent()) {
      finer.add(name.substring(name.indexOf(',') + 1).strip());
    }
    return firstCode;
  }

  private Place place(String code, String name, List<String> finer) {
    if (code.equals(CountryNames.NO_COUNTRY)) {
      return new Place(
          null, null, "'" + name + "' is not one country; the genome counts in the world only");
    }
    String country = code.substring(0, 2);
    if (code.length() > 2) {
      return new Place(country, subdivisions.byCode(code).orElse(code), null);
    }
    String unused = null;
    for (String text : finer) {
      if (countries.codeOf(text).filter(country::equals).isPresent()) {
        continue; // Nextstrain repeats the country where the division is not known
      }
      Optional<String> found = subdivisions.find(country, text);
      if (found.isPresent()) {
        return found.get().length() == 2
            ? new Place(found.get(), null, null)
            : new Place(country, found.get(), null);
      }
      unused = unused == null ? text : unused;
    }
    return new Place(
        country,
        null,
        unused == null
            ? null
            : "'"
                + unused
                + "' is not a subdivision of "
                + CountryNames.displayName(country)
                + " in ISO 3166-2 (a city, perhaps); the genome counts at country level");
  }

  private UnknownCountry unknown(String name) {
    String suggestion =
        countries.nearest(name).map(near -> "; did you mean '" + near + "'?").orElse("");
    return new UnknownCountry(
        name,
        "the country '"
            + name
            + "' is not known"
            + suggestion
            + (suggestion.isEmpty() ? "; write" : " Write")
            + " an English country name of INSDC's list or an ISO 3166-1 code, and leave the cell"
            + " empty if the country is unknown");
  }
}
