package org.virowatch.jobs.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Shows foreign values in messages: short, and nothing in them that a terminal would obey. */
public final class Excerpt {
  /** Longest excerpt, in characters. */
  public static final int MAX_LENGTH = 80;

  private Excerpt() {}

  /** Returns the text with control characters escaped, cut to {@value #MAX_LENGTH} characters. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      String next =
          isPrintable(character)
              ? Character.toString(character)
              : String.format("\\u%04x", character);
      if (shown.length() + next.length() > MAX_LENGTH - (i < text.length() ? 1 : 0)) {
        return shown.append('…').toString();
      }
      shown.append(next);
    }
    return shown.toString();
  }

  /** Returns the first bytes as text, each byte a character, escaped and cut likewise. */
  public static String of(byte[] bytes) {
    return of(new String(bytes, 0, Math.min(bytes.length, MAX_LENGTH + 1), ISO_8859_1));
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
