package org.virowatch.surveillance.compact;

import java.util.Arrays;

/**
 * Reads what a {@link CompactWriter} wrote.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class CompactReader {
  private final byte[] bytes;
  private final TextPool pool;
  private int next;

  /**
   * Makes a reader.
   *
   * @param bytes what was written; must not change while it is read
   * @param pool gives the same object for texts that come often
   */
  public CompactReader(byte[] bytes, TextPool pool) {
    this.bytes = bytes;
    this.pool = pool;
  }

  /** Reads what {@link CompactWriter#unsigned} wrote. */
  public long unsigned() {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte group = one();
      number |= (long) (group & 0x7F) << shift;
      if (group >= 0) {
        return number;
      }
    }
    throw new IllegalStateException("a number before byte " + next + " has no end");
  }

  /** Reads what {@link CompactWriter#unsigned} wrote, where it can only be small: a size. */
  public int size() {
    long size = unsigned();
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new IllegalStateException("no size: " + size + " before byte " + next);
    }
    return (int) size;
  }

  /** Reads what {@link CompactWriter#signed} wrote. */
  public long signed() {
    long number = unsigned();
    return (number >>> 1) ^ -(number & 1);
  }

  /** Reads a byte, 0 to 255. */
  public int octet() {
    return one() & 0xFF;
  }

  /** Reads yes or no. */
  public boolean flag() {
    return one() != 0;
  }

  /** Reads a text. */
  public String text() {
    int length = size();
    if (length > bytes.length - next) {
      throw new IllegalStateException(
          "a text of " + length + " bytes at byte " + next + " of " + bytes.length);
    }
    String text = pool.text(bytes, next, length);
    next += length;
    return text;
  }

  /** Reads all that is left as a value of its own, which is decoded where it is first looked at. */
  public <V> Encoded<V> rest(Encoded.Form<V> form) {
    byte[] rest = Arrays.copyOfRange(bytes, next, bytes.length);
    next = bytes.length;
    return new Encoded<>(form, rest, pool);
  }

  private byte one() {
    if (next >= bytes.length) {
      throw new IllegalStateException(
          "more is asked than the " + bytes.length + " bytes there are");
    }
    return bytes[next++];
  }
}
