package org.virowatch.surveillance.count;

import org.jspecify.annotations.Nullable;

/**
 * How many genomes do not know each site of one axis, as a sparse difference array: +1 at the first
 * position of an unknown range, −1 after its last, so that a genome costs its ranges and not its
 * length, and arrays add up. Positions are 1-based.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class DifferenceArray {
  private final LongCounts changes;

  /** Makes an array that is zero at every site. */
  public DifferenceArray() {
    this(new LongCounts());
  }

  private DifferenceArray(LongCounts changes) {
    this.changes = changes;
  }

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
    changes.add(position, change);
  }

  /** Adds all changes of another array, multiplied. */
  public void add(DifferenceArray other, int factor) {
    changes.add(other.changes, factor);
  }

  /** Returns at how many positions the number changes. */
  public int size() {
    return changes.size();
  }

  /** Returns whether every site is at zero. */
  public boolean isZero() {
    return changes.isZero();
  }

  /** Returns the positions where the number changes, rising. */
  public int[] sortedPositions() {
    long[] keys = changes.sortedKeys();
    int[] positions = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      positions[i] = (int) keys[i];
    }
    return positions;
  }

  /** Returns the change at a position, at least 1. */
  public long changeAt(int position) {
    return changes.get(position);
  }

  /** Returns a copy that shares nothing. */
  public DifferenceArray copy() {
    return new DifferenceArray(changes.copy());
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof DifferenceArray other && other.changes.equals(changes);
  }

  @Override
  public int hashCode() {
    return changes.hashCode();
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
