package org.virowatch.genomics.detect;

import java.util.Arrays;

/**
 * Different words of a sequence, drawn evenly along it: in steps of the golden section, which lie
 * evenly however many are taken. Words with an unknown base are passed over.
 */
final class WordSample {

  /** Most positions looked at, known or not: a bound on the work for any sequence. */
  private static final int POSITIONS = 1 << 16;

  private static final double GOLDEN_SECTION = 0.6180339887;

  private final long[] words;
  private int size;
  private final int[] seen; // open hash table of codes; 0: none

  private WordSample(int target) {
    words = new long[target];
    seen = new int[4 * target];
  }

  /**
   * Draws words until there are enough or every position was looked at.
   *
   * @param letters a sequence, either strand
   * @param target number of words, a power of 2
   */
  static WordSample draw(byte[] letters, int target) {
    WordSample sample = new WordSample(target);
    int positions = Math.max(0, letters.length - SpacedWord.SPAN + 1);
    int most = Math.min(positions, POSITIONS);
    int step = step(positions);
    int position = 0;
    for (int visited = 0; visited < most && sample.size < target; visited++) {
      long word = SpacedWord.at(letters, position);
      position += step;
      position -= position >= positions ? positions : 0;
      if (word != SpacedWord.NONE && sample.isNew(SpacedWord.code(word))) {
        sample.words[sample.size++] = word;
      }
    }
    return sample;
  }

  /** A step that comes to every position once. */
  private static int step(int positions) {
    int step = (int) Math.round(positions * GOLDEN_SECTION);
    while (positions > 1 && gcd(step, positions) != 1) {
      step++;
    }
    return positions > 1 ? step : 0;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private boolean isNew(int code) {
    int stored = code == 0 ? 1 : code;
    int slot = WordIndex.mix(stored) & (seen.length - 1);
    while (seen[slot] != 0) {
      if (seen[slot] == stored) {
        return false;
      }
      slot = (slot + 1) & (seen.length - 1);
    }
    seen[slot] = stored;
    return true;
  }

  /** Number of words drawn. */
  int size() {
    return size;
  }

  /**
   * Where each word occurs, as {@link WordIndex#occurrence} numbers it; the strand is that of the
   * sequence against the dataset. Words that occur nowhere are left out.
   */
  int[][] find(WordIndex index) {
    int[][] found = new int[size][];
    int count = 0;
    for (int i = 0; i < size; i++) {
      int[] occurrences = index.find(SpacedWord.code(words[i]), SpacedWord.turned(words[i]));
      if (occurrences.length > 0) {
        found[count++] = occurrences;
      }
    }
    return Arrays.copyOf(found, count);
  }
}
