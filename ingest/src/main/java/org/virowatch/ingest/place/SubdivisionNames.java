package org.virowatch.ingest.place;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.virowatch.ingest.vocabulary.FactTable;

/**
 * Subdivisions of every country by code and name. A place below the top level (Paris, Kent,
 * Barcelona) counts in the top-level subdivision that contains it (FR-IDF, GB-ENG, ES-CT).
 */
final class SubdivisionNames {
  /** Marks a name that several subdivisions of one country share. */
  private static final String AMBIGUOUS = "";

  private static final Pattern BARE_CODE = Pattern.compile("[A-Z][A-Z0-9]{1,2}");
  private static final Pattern LIST = Pattern.compile("[,;/()]");
  private static final String UNIT =
      "(?:state|province|provincia|provincie|region|regione|prefecture|governorate|department"
          + "|departement|departamento|oblast|krai|kray|republic|respublika|district|canton|kanton"
          + "|parish|voivodeship|emirate|autonomous community|autonomous region|comunidad"
          + "|estado|land|gobierno|wilaya|metropolis|sheng|shi|fu|ken|do)";
  private static final Pattern LEADING =
      Pattern.compile("^" + UNIT + "(?: autonoma)?(?: of| de| du| des| d| do| da| del| della)? ");
  private static final Pattern TRAILING = Pattern.compile(" " + UNIT + "$");

  /** Countries whose top-level subdivisions are called counties in English. */
  private static final Set<String> COUNTIES =
      Set.of("SE", "NO", "HU", "KE", "HR", "EE", "RO", "TW", "LR", "LT", "IE");

  private final Map<String, String> targetByCode = new HashMap<>();
  private final Map<String, String> targetByName = new HashMap<>();

  SubdivisionNames() {
    List<List<String>> table =
        FactTable.rows(
            SubdivisionNames.class, "subdivisions.tsv", List.of("code", "parent", "names"));
    Map<String, String> parents = new HashMap<>();
    table.forEach(row -> parents.put(row.get(0), row.get(1)));
    table.forEach(row -> targetByCode.put(row.get(0), target(row.get(0), parents)));

    for (List<String> row :
        FactTable.rows(
            SubdivisionNames.class,
            "subdivision-aliases.tsv",
            List.of("country", "name", "code"))) {
      String target = Optional.ofNullable(targetByCode.get(row.get(2))).orElseThrow();
      PlaceKey.spellings(row.get(1))
          .forEach(key -> targetByName.put(nameKey(row.get(0), key), target));
    }
    for (boolean topLevel : new boolean[] {true, false}) {
      for (boolean stripped : new boolean[] {false, true}) {
        Map<String, String> names = new HashMap<>();
        index(table, names, topLevel, stripped);
        names.forEach(targetByName::putIfAbsent);
      }
    }
  }

  /**
   * Returns what an ISO 3166-2 code counts as.
   *
   * @return a top-level ISO 3166-2 code, or the ISO 3166-1 code of a place that has one of its own
   */
  Optional<String> byCode(String code) {
    return Optional.ofNullable(targetByCode.get(code));
  }

  /**
   * Returns what a subdivision of a country, as a lab wrote it, counts as.
   *
   * @param country ISO 3166-1 alpha-2 code
   * @param text name or code, possibly one of several places separated by commas
   * @return as {@link #byCode}; empty when the text names no subdivision, or several
   */
  Optional<String> find(String country, String text) {
    Optional<String> whole = findOne(country, text.strip());
    if (whole.isPresent()) {
      return whole;
    }
    List<String> parts = new ArrayList<>();
    for (String part : LIST.split(text, -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    if (parts.size() < 2) {
      return Optional.empty();
    }
    // "Philadelphia, PA": a code at the end says more than a city's name before it.
    Optional<String> code = bareCode(country, parts.get(parts.size() - 1));
    return code.isPresent()
        ? code
        : parts.stream().flatMap(part -> findOne(country, part).stream()).findFirst();
  }

  private Optional<String> findOne(String country, String text) {
    Optional<String> code = byCode(text).filter(found -> text.startsWith(country + "-"));
    if (code.isEmpty()) {
      code = bareCode(country, text);
    }
    if (code.isPresent()) {
      return code;
    }
    String key = PlaceKey.of(text);
    String target = targetByName.get(nameKey(country, key));
    if (target == null) {
      target = targetByName.get(nameKey(country, strip(country, key)));
    }
    return target == null || target.equals(AMBIGUOUS) ? Optional.empty() : Optional.of(target);
  }

  private Optional<String> bareCode(String country, String text) {
    return BARE_CODE.matcher(text).matches() ? byCode(country + "-" + text) : Optional.empty();
  }

  private void index(
      List<List<String>> table, Map<String, String> names, boolean topLevel, boolean stripped) {
    for (List<String> row : table) {
      String code = row.get(0);
      String country = code.substring(0, 2);
      boolean top = row.get(1).equals(country) || row.get(1).startsWith("=");
      if (top != topLevel) {
        continue;
      }
      String target = Optional.ofNullable(targetByCode.get(code)).orElseThrow();
      for (String name : row.get(2).split("\\|", -1)) {
        for (String key : PlaceKey.spellings(name)) {
          String entry = nameKey(country, stripped ? strip(country, key) : key);
          names.merge(entry, target, (a, b) -> a.equals(b) ? a : AMBIGUOUS);
        }
      }
    }
  }

  private static String strip(String country, String key) {
    String bare = LEADING.matcher(key).replaceFirst("");
    bare = TRAILING.matcher(bare).replaceFirst("");
    if (COUNTIES.contains(country) && bare.endsWith(" county")) {
      bare = bare.substring(0, bare.length() - " county".length());
    }
    return bare.isBlank() ? key : bare;
  }

  private static String target(String code, Map<String, String> parents) {
    String current = code;
    while (true) {
      String parent = parents.get(current);
      if (parent == null) {
        throw new IllegalStateException("subdivision " + code + " has no way up to its country");
      }
      if (parent.startsWith("=")) {
        return parent.substring(1);
      }
      if (parent.length() == 2) {
        return current;
      }
      current = parent;
    }
  }

  private static String nameKey(String country, String key) {
    return country + "\t" + key;
  }
}
