package org.virowatch.ingest.place;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.virowatch.ingest.vocabulary.FactTable;

/**
 * Countries by every name they go by: ISO 3166-1 alpha-2 and alpha-3 codes, the names of the JDK's
 * locale data (Unicode CLDR) in several languages, and our own table of spellings.
 */
final class CountryNames {
  /** Code of a name that is known and is not one country: an ocean, a former state, a continent. */
  static final String NO_COUNTRY = "-";

  private static final List<Locale> LANGUAGES =
      List.of(
          Locale.ENGLISH,
          Locale.FRENCH,
          Locale.GERMAN,
          Locale.ITALIAN,
          Locale.forLanguageTag("es"),
          Locale.forLanguageTag("pt"),
          Locale.forLanguageTag("nl"));
  private static final int MAX_NAME_LENGTH = 60;

  private final Map<String, String> codeByKey = new HashMap<>();
  private final Map<String, String> displayByKey = new HashMap<>();

  CountryNames() {
    for (List<String> row :
        FactTable.rows(CountryNames.class, "country-aliases.tsv", List.of("name", "code"))) {
      put(row.get(0), row.get(1), true);
    }
    for (Locale language : LANGUAGES) {
      for (String code : Locale.getISOCountries()) {
        put(locale(code).getDisplayCountry(language), code, language.equals(Locale.ENGLISH));
      }
    }
    for (String code : Locale.getISOCountries()) {
      put(code, code, false);
      put(locale(code).getISO3Country(), code, false);
    }
    put("XK", "XK", false);
  }

  /**
   * Returns the code of a country.
   *
   * @return an ISO 3166-1 alpha-2 code; or an ISO 3166-2 code for a nation counted below a country,
   *     such as GB-ENG; or {@link #NO_COUNTRY}; empty when the name is not known
   */
  Optional<String> codeOf(String name) {
    return Optional.ofNullable(codeByKey.get(PlaceKey.of(name)));
  }

  /** Returns the English name of a country, or its code where there is none. */
  static String displayName(String code) {
    return code.equals("XK") ? "Kosovo" : locale(code).getDisplayCountry(Locale.ENGLISH);
  }

  /** Returns the known name nearest to a misspelt one, if one is near enough to be meant. */
  Optional<String> nearest(String name) {
    String key = PlaceKey.of(name);
    if (key.length() < 3 || key.length() > MAX_NAME_LENGTH) {
      return Optional.empty();
    }
    int limit = Math.max(1, key.length() / 3);
    return displayByKey.entrySet().stream()
        .filter(entry -> Math.abs(entry.getKey().length() - key.length()) <= limit)
        .map(entry -> Map.entry(entry.getValue(), EditDistance.between(entry.getKey(), key)))
        .filter(entry -> entry.getValue() <= limit)
        .min(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Comparator.comparing(Map.Entry::getKey)))
        .map(Map.Entry::getKey);
  }

  private void put(String name, String code, boolean suggested) {
    for (String key : PlaceKey.spellings(name)) {
      codeByKey.putIfAbsent(key, code);
      if (suggested && name.length() > 3 && !code.equals(NO_COUNTRY)) {
        displayByKey.putIfAbsent(key, name);
      }
    }
  }

  private static Locale locale(String code) {
    return new Locale.Builder().setRegion(code).build();
  }
}
