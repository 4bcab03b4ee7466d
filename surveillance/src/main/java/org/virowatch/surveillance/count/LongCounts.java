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
public final class LongCounts {
  private static final int SMALLEST_TABLE = 8;

  /** Stands for an empty table; nothing is ever written into it. */
  private static final long[] NO_KEYS = {0};

  private static final int[] NO_COUNTS = {0};

  /** Takes a key and its count. */
  @FunctionalInterface
  public interface Consumer {
    /** Takes a count other than zero. */
    void accept(long key, long count);
  }

  /** 0 marks a free slot. */
  private long[] keys;

  private int[] counts;
  private int used;
  private int nonZero;

  /** Makes empty counts. */
  public LongCounts() {
    keys = NO_KEYS;
    counts = NO_COUNTS;
  }

  private LongCounts(LongCounts other) {
    keys = other.used == 0 ? NO_KEYS : other.keys.clone();
    counts = other.used == 0 ? NO_COUNTS : other.counts.clone();
    used = other.used;
    nonZero = other.nonZero;
  }

  /**
   * Adds to the count of a key.
   *
   * @throws IllegalArgumentException if the key is not greater than 0
   * @throws ArithmeticException if the count leaves 32 bits
   */
  public void add(long key, long change) {
    if (key <= 0) {
      throw new IllegalArgumentException("key " + key + " is not greater than 0");
    }
    if (change == 0) {
      return;
    }
    int slot = slotOf(key);
    if (keys[slot] == 0) {
      if (isFull(1)) {
        makeRoom(1);
        slot = slotOf(key);
      }
      keys[slot] = key;
      used++;
    }
    int before = counts[slot];
    int after = Math.toIntExact(before + change);
    counts[slot] = after;
    if (before == 0) {
      nonZero++;
    } else if (after == 0) {
      nonZero--;
    }
  }

  /** Adds all counts of another, multiplied. */
  public void add(LongCounts other, int factor) {
    if (used == 0) {
      expect(other.nonZero);
    }
    // Also right for other == this: no key is new then, so the tables stay where they are.
    for (int slot = 0; slot < other.keys.length; slot++) {
      if (other.counts[slot] != 0) {
        add(other.keys[slot], (long) other.counts[slot] * factor);
      }
    }
  }

  /** Makes room for so many keys, so that adding them need not do so step by step. */
  void expect(int more) {
    if (more > 0 && isFull(more)) {
      makeRoom(more);
    }
  }

  private boolean isFull(int more) {
    return (used + (long) more) * 4 > keys.length * 3L;
  }

  /** Returns the count of a key, 0 when nothing was added. */
  public long get(long key) {
    return counts[slotOf(key)];
  }

  /** Returns how many keys have a count other than zero. */
  public int size() {
    return nonZero;
  }

  /** Returns whether every count is zero. */
  public boolean isZero() {
    return nonZero == 0;
  }

  /** Gives every key with a count other than zero, in no particular order. */
  public void forEach(Consumer consumer) {
    for (int slot = 0; slot < keys.length; slot++) {
      if (counts[slot] != 0) {
        consumer.accept(keys[slot], counts[slot]);
      }
    }
  }

  /** Returns the keys with a count other than zero, rising. */
  public long[] sortedKeys() {
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
    int[] oldCounts = counts;
    int capacity = SMALLEST_TABLE;
    while (capacity * 3L < (nonZero + (long) more) * 4 && capacity < 1 << 30) {
      capacity *= 2;
    }
    keys = new long[capacity];
    counts = new int[capacity];
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
