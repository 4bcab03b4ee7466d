package org.virowatch.genomics.sequence;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Copies stretches of A, C, G and T, eight letters at a time. Nearly every letter of a genome is
 * one of them, so whoever reads sequences needs to look at single letters only where something else
 * stands. Stateless and thread-safe.
 */
public final class KnownBases {

  /** Letters copied in one step. */
  public static final int STEP = Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EVERY = 0x0101010101010101L;
  private static final long UPPER = 0xdfdfdfdfdfdfdfdfL;
  private static final long ADENINE = 'A' * EVERY;

  private KnownBases() {}

  /**
   * Copies letters, in upper case, as long as whole steps of them are A, C, G or T in either case.
   *
   * @param from raw letters
   * @param begin first letter to copy
   * @param end letter after the last one that may be copied
   * @param to receives them; has room for {@code end - begin} letters from {@code at} on
   * @return how many were copied: a multiple of {@link #STEP}, fewer than could be where something
   *     else stands among the next letters or fewer than a step are left
   */
  public static int copy(byte[] from, int begin, int end, byte[] to, int at) {
    int position = begin;
    while (position + STEP <= end) {
      long letters = (long) LONGS.get(from, position) & UPPER;
      // Bits 1 and 2 tell the four letters apart; from them follows what the others must be.
      long low = (letters >>> 1) & EVERY;
      long high = (letters >>> 2) & EVERY;
      long thymine = high & ~low;
      long expected = (ADENINE + (low << 1) + ((low & high) << 2)) ^ (thymine * ('A' ^ 'T'));
      if (expected != letters) {
        break;
      }
      LONGS.set(to, at + position - begin, letters);
      position += STEP;
    }
    return position - begin;
  }
}
