package org.virowatch.surveillance.count;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many genomes do not know each site of one axis, as a sparse difference array: +1 at the first
 * position of an unknown range, −1 after its last, so that a genome costs its ranges and not its
 * length, and arrays add up. Positions are 1-based.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class DifferenceArray {
  private static final int SMALLEST_TABLE = 8;

  /** Open addressing; 0 marks a free slot, as positions start at 1. */
  private int[] positions = new int[SMALLEST_TABLE];

  private long[] changes = new long[SMALLEST_TABLE];
  private int used;
  private int nonZero;

  /**
   * Adds a weight to every site of a closed range.
   *
   * @param first first position, at least 1
   * @param last last position, inclusive, at least first
   */
  public void addRange(int first, int last, long weight) {
    addChange(first, weight);
    addChange(last + 1, -weight);
  }

  /**
   * Adds to the change at a position, that is to every site from there on.
   *
   * @throws IllegalArgumentException if the position is less than 1
   */
  public void addChange(int position, long change) {
    if (position < 1) {
      throw new IllegalArgumentException("position " + position + " is less than 1");
    }
    if (change == 0) {
      return;
    }
    int slot = slotOf(position);
    if (positions[slot] == 0) {
      if ((used + 1) * 2 > positions.length) {
        rehash();
        slot = slotOf(position);
      }
      positions[slot] = position;
      used++;
    }
    long before = changes[slot];
    long after = before + change;
    changes[slot] = after;
    if (before == 0) {
      nonZero++;
    } else if (after == 0) {
      nonZero--;
    }
  }

  /** Adds all changes of another array, multiplied. */
  public void add(DifferenceArray other, int factor) {
    // Also right for other == this: no position is new then, so the tables stay where they are.
    for (int slot = 0; slot < other.positions.length; slot++) {
      if (other.positions[slot] != 0) {
        addChange(other.positions[slot], other.changes[slot] * factor);
      }
    }
  }

  /** Returns at how many positions the number changes. */
  public int size() {
    return nonZero;
  }

  /** Returns whether every site is at zero. */
  public boolean isZero() {
    return nonZero == 0;
  }

  /** Returns the positions where the number changes, rising. */
  public int[] sortedPositions() {
    int[] sorted = new int[nonZero];
    int next = 0;
    for (int slot = 0; slot < positions.length; slot++) {
      if (positions[slot] != 0 && changes[slot] != 0) {
        sorted[next++] = positions[slot];
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }

  /** Returns the change at a position. */
  public long changeAt(int position) {
    return changes[slotOf(position)];
  }

  /** Returns a copy that shares nothing. */
  public DifferenceArray copy() {
    DifferenceArray copy = new DifferenceArray();
    copy.positions = positions.clone();
    copy.changes = changes.clone();
    copy.used = used;
    copy.nonZero = nonZero;
    return copy;
  }

  private int slotOf(int position) {
    int mask = positions.length - 1;
    int slot = ((position * 0x9E3779B9) >>> 7) & mask;
    while (positions[slot] != 0 && positions[slot] != position) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    int[] oldPositions = positions;
    long[] oldChanges = changes;
    int capacity = SMALLEST_TABLE;
    while (capacity < (nonZero + 1) * 4) {
      capacity *= 2;
    }
    positions = new int[capacity];
    changes = new long[capacity];
    used = nonZero;
    for (int i = 0; i < oldPositions.length; i++) {
      if (oldPositions[i] != 0 && oldChanges[i] != 0) {
        int slot = slotOf(oldPositions[i]);
        positions[slot] = oldPositions[i];
        changes[slot] = oldChanges[i];
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object object) {
    if (!(object instanceof DifferenceArray other) || other.nonZero != nonZero) {
      return false;
    }
    for (int slot = 0; slot < positions.length; slot++) {
      if (positions[slot] != 0 && other.changeAt(positions[slot]) != changes[slot]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int slot = 0; slot < positions.length; slot++) {
      if (changes[slot] != 0) {
        hash += positions[slot] * 31 + Long.hashCode(changes[slot]);
      }
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int position : sortedPositions()) {
      text.append(text.length() > 1 ? ", " : "");
      text.append(position).append(changeAt(position) > 0 ? ":+" : ":").append(changeAt(position));
    }
    return text.append('}').toString();
  }
}
