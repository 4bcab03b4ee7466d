package org.virowatch.genomics.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A line of a table while it is written, as the bytes of its UTF-8 text: whole rows are written
 * without a string for each cell. Reused for many rows: not thread-safe.
 */
final class RowText {

  private static final int LONGEST_INT = 11; // −2147483648

  /** Numbers whose text is remembered; a power of two. */
  private static final int REMEMBERED = 1024;

  private final double[] numbers = new double[REMEMBERED];
  private final @Nullable String[] texts = new String[REMEMBERED];
  private byte[] bytes = new byte[4096];
  private int length;

  /** Takes everything out. */
  void clear() {
    length = 0;
  }

  /** Bytes written. */
  int length() {
    return length;
  }

  byte at(int index) {
    return bytes[index];
  }

  /** What was written from an index on. */
  String from(int begin) {
    return new String(bytes, begin, length - begin, UTF_8);
  }

  /** Takes out what was written from an index on. */
  void cut(int begin) {
    length = begin;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Puts another byte in the place of the last. */
  void replaceLast(char ascii) {
    bytes[length - 1] = (byte) ascii;
  }

  /**
   * Appends a letter.
   *
   * @param letter any but a surrogate
   */
  RowText append(char letter) {
    if (letter < 0x80) {
      room(1);
      bytes[length++] = (byte) letter;
    } else {
      appendEncoded(String.valueOf(letter));
    }
    return this;
  }

  RowText append(String text) {
    int letters = text.length();
    room(letters);
    for (int i = 0; i < letters; i++) {
      char letter = text.charAt(i);
      if (letter >= 0x80) {
        appendEncoded(text.substring(i));
        return this;
      }
      bytes[length++] = (byte) letter;
    }
    return this;
  }

  RowText append(int number) {
    room(LONGEST_INT);
    if (number < 0) {
      return append(Integer.toString(number));
    }
    int end = length + 1;
    for (int rest = number / 10; rest > 0; rest /= 10) {
      end++;
    }
    length = end;
    int rest = number;
    do {
      bytes[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    return this;
  }

  RowText append(long number) {
    return append(Long.toString(number));
  }

  /** Appends {@link NumberText#number}; shares of a genome are often the same as another's. */
  RowText appendNumber(double number) {
    long bits = Double.doubleToLongBits(number);
    int slot = (int) ((bits * 0x9E3779B97F4A7C15L) >>> 32) & (REMEMBERED - 1);
    String text = texts[slot];
    if (text == null || Double.doubleToLongBits(numbers[slot]) != bits) {
      text = NumberText.number(number);
      texts[slot] = text;
      numbers[slot] = number;
    }
    return append(text);
  }

  RowText append(boolean value) {
    return append(value ? "true" : "false");
  }

  /** Appends the text that stands for a value. */
  RowText append(Object value) {
    return append(value.toString());
  }

  private void appendEncoded(String text) {
    byte[] encoded = text.getBytes(UTF_8);
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
