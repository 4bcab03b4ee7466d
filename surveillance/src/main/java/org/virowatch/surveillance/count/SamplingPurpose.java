package org.virowatch.surveillance.count;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why a genome was sampled: frequencies mean something only among genomes that were not chosen for
 * what they might be. Read from the PHA4GE fields {@code purpose of sampling} and {@code purpose of
 * sequencing} (E. J. Griffiths and others, "Future-proofing and maximizing the utility of
 * metadata", GigaScience 11 (2022) giac003) or GISAID's {@code sampling strategy}, which labs fill
 * with these terms or free text.
 */
public enum SamplingPurpose {
  /** Random, or as near as surveillance comes: baseline, sentinel and routine samples. */
  BASELINE,
  /** Chosen: outbreaks, travellers, suspected variants, treatment failures, research. */
  TARGETED,
  /** Not said, or in words that are not understood. */
  UNKNOWN;

  private static final List<String> FIELDS =
      List.of("purposeofsequencing", "purposeofsampling", "samplingstrategy");

  /** Words of targeted sampling; they win, as in "targeted surveillance (non-random sampling)". */
  private static final List<String> TARGETED_WORDS =
      List.of(
          "non-random",
          "nonrandom",
          "targeted",
          "outbreak",
          "cluster",
          "contact tracing",
          "travel",
          "border",
          "screening",
          "variant of concern",
          "voc",
          "vaccine",
          "breakthrough",
          "re-infection",
          "reinfection",
          "sgtf",
          "s gene target failure",
          "s gene dropout",
          "treatment",
          "resistance",
          "longitudinal",
          "repeat sampling",
          "priority",
          "research",
          "passage",
          "protocol testing",
          "hospital");

  private static final List<String> BASELINE_WORDS =
      List.of(
          "baseline", "random", "sentinel", "routine", "representative", "community transmission");

  /** Returns the purpose that a genome's metadata state, by the names of their columns. */
  public static SamplingPurpose of(Map<String, String> metadata) {
    SamplingPurpose found = UNKNOWN;
    for (Map.Entry<String, String> column : metadata.entrySet()) {
      if (FIELDS.stream().anyMatch(field -> isNamed(column.getKey(), field))) {
        SamplingPurpose purpose = ofText(column.getValue());
        if (purpose == TARGETED) {
          return TARGETED;
        }
        found = purpose == BASELINE ? BASELINE : found;
      }
    }
    return found;
  }

  /** Returns the purpose that a text states. */
  public static SamplingPurpose ofText(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (TARGETED_WORDS.stream().anyMatch(lower::contains)) {
      return TARGETED;
    }
    return BASELINE_WORDS.stream().anyMatch(lower::contains) ? BASELINE : UNKNOWN;
  }

  /** Returns whether a column's letters end with a field's; every genome asks of every column. */
  private static boolean isNamed(String column, String field) {
    int left = field.length();
    for (int i = column.length() - 1; i >= 0 && left > 0; i--) {
      char letter = column.charAt(i);
      char lower = letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
      if (lower >= 'a' && lower <= 'z') {
        left--;
        if (lower != field.charAt(left)) {
          return false;
        }
      }
    }
    return left == 0;
  }
}
