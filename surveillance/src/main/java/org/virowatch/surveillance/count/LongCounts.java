package org.virowatch.surveillance.count;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers by key, zero where nothing was added: a multiset that may go negative, and so a
 * commutative group under {@link #add(LongCounts, int)}. An open-addressing table of primitive
 * numbers, because the jobs fold thousands of genomes of a hundred mutations each.
 *
 * <p>Keys are greater than 0. Not safe for use by several threads at once.
 */
final class LongCounts {
  private static final int SMALLEST_TABLE = 8;

  /** Takes a key and its count. */
  @FunctionalInterface
  interface Consumer {
    /** Takes a count other than zero. */
    void accept(long key, long count);
  }

  /** 0 marks a free slot. */
  private long[] keys;

  private long[] counts;
  private int used;
  private int nonZero;

  LongCounts() {
    keys = new long[SMALLEST_TABLE];
    counts = new long[SMALLEST_TABLE];
  }

  private LongCounts(LongCounts other) {
    keys = other.keys.clone();
    counts = other.counts.clone();
    used = other.used;
    nonZero = other.nonZero;
  }

  /**
   * Adds to the count of a key.
   *
   * @throws IllegalArgumentException if the key is not greater than 0
   */
  void add(long key, long change) {
    if (key <= 0) {
      throw new IllegalArgumentException("key " + key + " is not greater than 0");
    }
    if (change == 0) {
      return;
    }
    int slot = slotOf(key);
    if (keys[slot] == 0) {
      if ((used + 1) * 2 > keys.length) {
        makeRoom(1);
        slot = slotOf(key);
      }
      keys[slot] = key;
      used++;
    }
    long before = counts[slot];
    long after = before + change;
    counts[slot] = after;
    if (before == 0) {
      nonZero++;
    } else if (after == 0) {
      nonZero--;
    }
  }

  /** Adds all counts of another, multiplied. */
  void add(LongCounts other, int factor) {
    if (used == 0) {
      expect(other.nonZero);
    }
    // Also right for other == this: no key is new then, so the tables stay where they are.
    for (int slot = 0; slot < other.keys.length; slot++) {
      if (other.counts[slot] != 0) {
        add(other.keys[slot], other.counts[slot] * factor);
      }
    }
  }

  /** Makes room for so many keys, so that adding them need not do so step by step. */
  void expect(int more) {
    if ((used + more) * 2 > keys.length) {
      makeRoom(more);
    }
  }

  long get(long key) {
    return counts[slotOf(key)];
  }

  /** Returns how many keys have a count other than zero. */
  int size() {
    return nonZero;
  }

  boolean isZero() {
    return nonZero == 0;
  }

  /** Gives every key with a count other than zero, in no particular order. */
  void forEach(Consumer consumer) {
    for (int slot = 0; slot < keys.length; slot++) {
      if (counts[slot] != 0) {
        consumer.accept(keys[slot], counts[slot]);
      }
    }
  }

  /** Returns the keys with a count other than zero, rising. */
  long[] sortedKeys() {
    long[] sorted = new long[nonZero];
    int next = 0;
    for (int slot = 0; slot < keys.length; slot++) {
      if (counts[slot] != 0) {
        sorted[next++] = keys[slot];
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }

  /** Returns a copy that shares nothing. */
  LongCounts copy() {
    return new LongCounts(this);
  }

  private int slotOf(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Moves into a larger table; keys that fell back to zero are left behind. */
  private void makeRoom(int more) {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    int capacity = SMALLEST_TABLE;
    while (capacity < (nonZero + more) * 4L && capacity < 1 << 30) {
      capacity *= 2;
    }
    keys = new long[capacity];
    counts = new long[capacity];
    used = nonZero;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldCounts[i] != 0) {
        int slot = slotOf(oldKeys[i]);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object object) {
    if (!(object instanceof LongCounts other) || other.nonZero != nonZero) {
      return false;
    }
    for (int slot = 0; slot < keys.length; slot++) {
      if (counts[slot] != 0 && other.get(keys[slot]) != counts[slot]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int slot = 0; slot < keys.length; slot++) {
      if (counts[slot] != 0) {
        hash += Long.hashCode(keys[slot]) * 31 + Long.hashCode(counts[slot]);
      }
    }
    return hash;
  }
}
