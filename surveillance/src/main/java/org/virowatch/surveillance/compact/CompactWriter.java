package org.virowatch.surveillance.compact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Writes numbers and texts into a growing array of bytes; {@link CompactReader} reads them again.
 * Numbers are base-128 varints, least significant group first, as in Protocol Buffers and Avro.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class CompactWriter {
  private static final int SMALLEST = 256;

  private byte[] bytes = new byte[SMALLEST];
  private int length;

  /** Makes an empty writer. */
  public CompactWriter() {}

  /** Writes a number that is not negative; small ones take one byte. */
  public void unsigned(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("not negative is asked, not " + number);
    }
    varint(number);
  }

  /** Writes a number of either sign; those near zero take one byte. */
  public void signed(long number) {
    varint((number << 1) ^ (number >> 63));
  }

  /** Writes one byte. */
  public void octet(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  /** Writes yes or no. */
  public void flag(boolean value) {
    octet(value ? 1 : 0);
  }

  /** Writes a text, with its length in bytes of UTF-8 before it. */
  public void text(String text) {
    int characters = text.length();
    ensure(characters + 5);
    int lengthAt = length;
    if (characters < 0x80) {
      int next = length + 1;
      for (int i = 0; i < characters; i++) {
        char c = text.charAt(i);
        if (c >= 0x80) {
          length = lengthAt;
          encoded(text);
          return;
        }
        bytes[next++] = (byte) c;
      }
      bytes[lengthAt] = (byte) characters;
      length = next;
    } else {
      encoded(text);
    }
  }

  private void encoded(String text) {
    byte[] encoded = text.getBytes(UTF_8);
    varint(encoded.length);
    ensure(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  /** Writes bytes as they are. */
  void raw(byte[] raw) {
    ensure(raw.length);
    System.arraycopy(raw, 0, bytes, length, raw.length);
    length += raw.length;
  }

  /** Returns what has been written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Forgets what has been written, keeping the room. */
  public void clear() {
    length = 0;
  }

  private void varint(long number) {
    ensure(10);
    byte[] into = bytes;
    int next = length;
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      into[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    into[next++] = (byte) rest;
    length = next;
  }

  private void ensure(int more) {
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
