package org.virowatch.genomics.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which datasets a word occurs in, and on which strand: an open hash table from words to sets.
 * Immutable once built, and thread-safe then.
 */
final class WordIndex {

  private static final int[] NOWHERE = {};

  /** In the upper half the word, in the lower the number of its set; 0: no word here. */
  private long[] table = new long[1 << 16];

  private int words;
  private final List<int[]> members = new ArrayList<>(List.of(NOWHERE));
  private final List<int[]> turnedMembers = new ArrayList<>(List.of(NOWHERE));
  private final Map<Long, Integer> grown = new HashMap<>();

  /**
   * Where a word occurs: numbers {@link #occurrence} of datasets and strands; empty if nowhere. Not
   * a copy.
   *
   * @param turned whether the word was read off as its reverse complement
   */
  int[] find(int code, boolean turned) {
    int set = (int) table[slot(code)];
    return turned ? turnedMembers.get(set) : members.get(set);
  }

  /** Number of a dataset and strand. */
  static int occurrence(int dataset, boolean turned) {
    return 2 * dataset + (turned ? 1 : 0);
  }

  /** Adds that a dataset has a word; again changes nothing. */
  void add(long word, int dataset) {
    if (2 * words >= table.length) {
      grow();
    }
    int code = SpacedWord.code(word);
    int slot = slot(code);
    int before = (int) table[slot];
    words += before == 0 ? 1 : 0;
    table[slot] = ((long) code << 32) | with(before, occurrence(dataset, SpacedWord.turned(word)));
  }

  /** Number of different words. */
  int words() {
    return words;
  }

  private int with(int set, int occurrence) {
    int[] before = members.get(set);
    if (Arrays.binarySearch(before, occurrence) >= 0) {
      return set;
    }
    return grown.computeIfAbsent(
        ((long) set << 32) | occurrence,
        any -> {
          int[] after = Arrays.copyOf(before, before.length + 1);
          after[before.length] = occurrence;
          Arrays.sort(after);
          members.add(after);
          turnedMembers.add(Arrays.stream(after).map(member -> member ^ 1).toArray());
          return members.size() - 1;
        });
  }

  private int slot(int code) {
    int mask = table.length - 1;
    int slot = mix(code) & mask;
    while (table[slot] != 0 && (int) (table[slot] >>> 32) != code) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Spreads neighbouring codes over the table (the finalizer of MurmurHash3, public domain). */
  static int mix(int code) {
    int mixed = (code ^ (code >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    for (long entry : old) {
      if (entry != 0) {
        table[slot((int) (entry >>> 32))] = entry;
      }
    }
  }
}
