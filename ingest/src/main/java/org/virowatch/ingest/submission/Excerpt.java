package org.virowatch.ingest.submission;

import java.util.Locale;

/** Foreign text made fit to be shown: at most 80 characters, control characters escaped. */
public final class Excerpt {
  private static final int LENGTH = 80;

  private Excerpt() {}

  /** Returns the beginning of a text, fit to be shown. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int letter = text.codePointAt(i);
      String next =
          Character.isISOControl(letter) || Character.getType(letter) == Character.FORMAT
              ? String.format(Locale.ROOT, "\\u%04x", letter)
              : Character.toString(letter);
      if (shown.length() + next.length() >= LENGTH && i + next.length() < text.length()) {
        return shown.append('…').toString();
      }
      shown.append(next);
      i += Character.charCount(letter);
    }
    return shown.toString();
  }
}
