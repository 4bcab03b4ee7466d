package org.virowatch.genomics.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as Nextclade writes them. */
final class NumberText {

  private static final int DOUBTFUL_DIGITS = 17;

  private NumberText() {}

  /**
   * The shortest decimal that reads back as the number, never with an exponent; 1 rather than 1.0.
   */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value));
    if (decimal.precision() >= DOUBTFUL_DIGITS) { // JDK 17 may give a digit too many
      BigDecimal shorter = decimal.round(new MathContext(decimal.precision() - 1));
      decimal = shorter.doubleValue() == value ? shorter : decimal;
    }
    return decimal.stripTrailingZeros().toPlainString();
  }

  /** A score of quality control: whole, or with six decimals. */
  static String score(double score) {
    return score == Math.rint(score) ? number(score) : String.format(Locale.ROOT, "%.6f", score);
  }
}
