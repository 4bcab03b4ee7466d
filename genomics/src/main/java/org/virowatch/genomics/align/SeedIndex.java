package org.virowatch.genomics.align;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Words of a reference after Nextclade v3: letters taken as {@code XX.XX.XX…} (every third base,
 * where most synonymous changes are, is left out). As in Nextclade the letters left are compared as
 * one text, so that a word of the reference may also be {@code X.XX.XX.X…}: such a match is one by
 * chance, but lies on the right diagonal often enough to find short queries that differ much.
 * Immutable and thread-safe.
 */
final class SeedIndex {

  private static final int[] BASE = new int[128];

  static {
    Arrays.fill(BASE, -1);
    BASE['A'] = 0;
    BASE['C'] = 1;
    BASE['G'] = 2;
    BASE['T'] = 3;
  }

  /** Longest word, letters: two bits each. */
  private static final int LONGEST_WORD = 31;

  private final int[] inPhase;
  private final int[] outOfPhase;
  private final Words wordsInPhase;
  private final Words wordsOutOfPhase;

  /** Where the words of one pattern stand in the reference. */
  private static final class Words {

    private final int[] heads;
    private final int[] next;
    private final long[] codes;

    Words(byte[] reference, int[] pattern) {
      heads = new int[1 << Math.min(20, 2 * pattern.length)];
      Arrays.fill(heads, -1);
      next = new int[reference.length];
      codes = new long[reference.length];
      for (int position = reference.length - 1; position >= 0; position--) {
        codes[position] = code(reference, reference.length, position, pattern);
        if (codes[position] >= 0) {
          int bucket = bucket(codes[position], heads.length);
          next[position] = heads[bucket];
          heads[bucket] = position;
        }
      }
    }

    private static int bucket(long code, int buckets) {
      return (int) (code ^ (code >>> 20) ^ (code >>> 40)) & (buckets - 1);
    }

    /** Visits the places of a word of which {@code (place − shift) % 3} is the frame. */
    void visit(long code, int shift, int frame, IntConsumer visitor) {
      int place = heads[bucket(code, heads.length)];
      for (; place >= 0; place = next[place]) {
        if (codes[place] == code && (place - shift) % 3 == frame) {
          visitor.accept(place);
        }
      }
    }
  }

  /**
   * @param reference upper-case codes; not copied
   * @param kmerLength letters of a word
   */
  SeedIndex(byte[] reference, int kmerLength) {
    int letters = Math.max(1, Math.min(kmerLength, LONGEST_WORD));
    inPhase = new int[letters];
    outOfPhase = new int[letters];
    for (int i = 0; i < letters; i++) {
      inPhase[i] = place(i);
      outOfPhase[i] = place(i + 1) - 1;
    }
    wordsInPhase = new Words(reference, inPhase);
    wordsOutOfPhase = new Words(reference, outOfPhase);
  }

  /** Where the letter of a number stands if every third is left out. */
  static int place(int letter) {
    return letter / 2 * 3 + letter % 2;
  }

  private static long code(byte[] sequence, int length, int position, int[] pattern) {
    if (position + pattern[pattern.length - 1] >= length) {
      return -1;
    }
    long code = 0;
    for (int offset : pattern) {
      int base = BASE[sequence[position + offset] & 127];
      if (base < 0) {
        return -1;
      }
      code = code << 2 | base;
    }
    return code;
  }

  /**
   * Visits every place of the reference that has the word of a query.
   *
   * @param letter number of the word's first letter in the query, every third left out from {@code
   *     queryFrame} on
   * @param referenceFrame frame from which on every third letter of the reference is left out
   */
  void visit(
      byte[] query,
      int queryLength,
      int letter,
      int queryFrame,
      int referenceFrame,
      IntConsumer visitor) {
    int[] pattern = letter % 2 == 0 ? inPhase : outOfPhase;
    long code = code(query, queryLength, place(letter) + queryFrame, pattern);
    if (code >= 0) {
      wordsInPhase.visit(code, 0, referenceFrame, visitor);
      wordsOutOfPhase.visit(code, 1, referenceFrame, visitor);
    }
  }
}
