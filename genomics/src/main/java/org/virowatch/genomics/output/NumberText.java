package org.virowatch.genomics.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Nextclade writes them. */
public final class NumberText {

  private static final int DOUBTFUL_DIGITS = 17;
  private static final int SCORE_DECIMALS = 6;
  private static final int MOST_WHOLE_DIGITS = 8;

  private NumberText() {}

  /**
   * The shortest decimal that reads back as the number, never with an exponent; 1 rather than 1.0.
   */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    String text = Double.toString(value);
    return isPlain(text) ? withoutTrailingZeros(text) : shortest(value, text);
  }

  /** Whether there is no exponent and no digit that may be one too many. */
  private static boolean isPlain(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == 'E') {
        return false;
      }
      if (letter >= '0' && letter <= '9' && (digits > 0 || letter > '0')) {
        digits++;
      }
    }
    return digits < DOUBTFUL_DIGITS;
  }

  /** The text of a number that is not whole. */
  private static String withoutTrailingZeros(String text) {
    int end = text.length();
    while (text.charAt(end - 1) == '0') { // JDK 17 writes 0.0020 for 0.002
      end--;
    }
    return text.substring(0, end);
  }

  private static String shortest(double value, String text) {
    BigDecimal decimal = new BigDecimal(text);
    if (decimal.precision() >= DOUBTFUL_DIGITS) { // JDK 17 may give a digit too many
      BigDecimal shorter = decimal.round(new MathContext(decimal.precision() - 1));
      decimal = shorter.doubleValue() == value ? shorter : decimal;
    }
    return decimal.stripTrailingZeros().toPlainString();
  }

  /** A score of quality control: whole, or with six decimals. */
  static String score(double score) {
    if (score == Math.rint(score)) {
      return number(score);
    }
    String text = Double.toString(score);
    int point = text.indexOf('.');
    int decimals = text.length() - point - 1;
    boolean halfway = decimals == SCORE_DECIMALS + 1 && text.endsWith("5");
    if (halfway || text.indexOf('E') >= 0 || point > MOST_WHOLE_DIGITS) {
      // The shortest text does not say on which side of the half the number is.
      return new BigDecimal(score).setScale(SCORE_DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
    }
    return decimals <= SCORE_DECIMALS
        ? text + "0".repeat(SCORE_DECIMALS - decimals)
        : rounded(text, point);
  }

  /** Six decimals, rounded half up, of a plain number that has more. */
  private static String rounded(String text, int point) {
    int end = point + 1 + SCORE_DECIMALS;
    long millionths = 0;
    for (int i = text.charAt(0) == '-' ? 1 : 0; i < end; i++) {
      if (i != point) {
        millionths = 10 * millionths + (text.charAt(i) - '0');
      }
    }
    millionths += text.charAt(end) >= '5' ? 1 : 0;
    String digits = Long.toString(millionths);
    digits = "0".repeat(Math.max(0, SCORE_DECIMALS + 1 - digits.length())) + digits;
    int whole = digits.length() - SCORE_DECIMALS;
    return (text.charAt(0) == '-' ? "-" : "")
        + digits.substring(0, whole)
        + '.'
        + digits.substring(whole);
  }
}
