package org.virowatch.ingest.vocabulary;

import java.util.Locale;
import java.util.Set;

/**
 * The words by which labs say that a value is not there: those of INSDC's missing-value reporting,
 * of PHA4GE, and of Nextstrain and spreadsheets.
 *
 * @see <a href="https://www.insdc.org/submitting-standards/missing-value-reporting/">INSDC, missing
 *     value reporting</a>
 */
public final class MissingValue {
  private static final Set<String> WORDS =
      Set.of(
          "",
          "?",
          "-",
          "--",
          ".",
          "na",
          "n/a",
          "n.a.",
          "#n/a",
          "nan",
          "none",
          "null",
          "nil",
          "unknown",
          "unk",
          "unspecified",
          "undetermined",
          "missing",
          "not applicable",
          "not available",
          "not collected",
          "not provided",
          "not recorded",
          "not known",
          "not specified",
          "restricted access",
          "restricted",
          "withheld",
          "tbd",
          "xxxx",
          "xxxx-xx-xx");

  private MissingValue() {}

  /** Returns whether the text only says that there is no value. */
  public static boolean is(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (word.startsWith("missing:")) {
      return true; // INSDC reasons, such as "missing: control sample"
    }
    int bracket = word.indexOf('['); // PHA4GE: "Not Provided [GENEPIO:0001668]"
    return WORDS.contains(bracket > 0 ? word.substring(0, bracket).strip() : word);
  }
}
