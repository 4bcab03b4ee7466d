package org.virowatch.surveillance.compact;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Gives the same object for texts that come often, such as names of mutations, so that they are not
 * decoded, hashed and kept again and again. Of fixed size: a text that is not seen for a while
 * gives way to others.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class TextPool {
  private static final int SLOTS = 1 << 16;

  /** Longer texts are seldom the same. */
  private static final int LONGEST = 32;

  private final @Nullable String[] texts = new String[SLOTS];

  /** Makes an empty pool. */
  public TextPool() {}

  /** Returns an equal text, most often the same as before. */
  public String pooled(String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    int hash = 0;
    for (int i = 0; i < text.length(); i++) {
      hash = 31 * hash + text.charAt(i);
    }
    int slot = slot(hash);
    String there = texts[slot];
    if (text.equals(there)) {
      return there;
    }
    texts[slot] = text;
    return text;
  }

  /** Returns the text of some bytes of UTF-8. */
  String text(byte[] bytes, int begin, int length) {
    if (length > LONGEST) {
      return new String(bytes, begin, length, UTF_8);
    }
    int hash = 0;
    for (int i = begin; i < begin + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = slot(hash);
    String there = texts[slot];
    if (there != null && isAscii(there, bytes, begin, length)) {
      return there;
    }
    String text = new String(bytes, begin, length, UTF_8);
    texts[slot] = text;
    return text;
  }

  private static boolean isAscii(String text, byte[] bytes, int begin, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      byte expected = bytes[begin + i];
      if (expected < 0 || text.charAt(i) != expected) {
        return false;
      }
    }
    return true;
  }

  private static int slot(int hash) {
    return ((hash * 0x9E3779B9) >>> 12) & (SLOTS - 1);
  }
}
