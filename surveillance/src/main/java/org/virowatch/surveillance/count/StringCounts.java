package org.virowatch.surveillance.count;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;

/**
 * Whole numbers by name, zero where nothing was added: a multiset that may go negative, and so a
 * commutative group under {@link #add(StringCounts, int)}. An open-addressing table without boxes.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class StringCounts {
  private static final int SMALLEST_TABLE = 4;

  /** Stands for an empty table; nothing is ever written into it. */
  private static final @Nullable String[] NO_NAMES = {null};

  private static final long[] NO_COUNTS = {0};

  private @Nullable String[] names;
  private long[] counts;
  private int used;
  private int nonZero;

  /** Makes empty counts. */
  public StringCounts() {
    names = NO_NAMES;
    counts = NO_COUNTS;
  }

  /** Makes counts with the entries of the given map. */
  public static StringCounts of(Map<String, Long> entries) {
    StringCounts counts = new StringCounts();
    entries.forEach(counts::add);
    return counts;
  }

  /** Reads what {@link #writeTo} wrote. */
  public static StringCounts readFrom(CompactReader in) {
    StringCounts counts = new StringCounts();
    int size = in.size();
    for (int i = 0; i < size; i++) {
      counts.add(in.text(), in.signed());
    }
    return counts;
  }

  /** Writes the entries other than zero. */
  public void writeTo(CompactWriter out) {
    out.unsigned(nonZero);
    forEach(
        (name, count) -> {
          out.text(name);
          out.signed(count);
        });
  }

  /** Adds to the count of a name. */
  public void add(String name, long change) {
    if (change == 0) {
      return;
    }
    int slot = slotOf(name);
    if (names[slot] == null) {
      if ((used + 1) * 2 > names.length) {
        rehash();
        slot = slotOf(name);
      }
      names[slot] = name;
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
  public void add(StringCounts other, int factor) {
    // Also right for other == this: no name is new then, so the tables stay where they are.
    for (int slot = 0; slot < other.names.length; slot++) {
      String name = other.names[slot];
      if (name != null) {
        add(name, other.counts[slot] * factor);
      }
    }
  }

  /** Returns the count of a name, 0 when nothing was added. */
  public long get(String name) {
    return counts[slotOf(name)];
  }

  /** Returns how many names have a count other than zero. */
  public int size() {
    return nonZero;
  }

  /** Returns whether every count is zero. */
  public boolean isZero() {
    return nonZero == 0;
  }

  /** Gives every name with a count other than zero, in no particular order. */
  public void forEach(ObjLongConsumer<String> consumer) {
    for (int slot = 0; slot < names.length; slot++) {
      String name = names[slot];
      if (name != null && counts[slot] != 0) {
        consumer.accept(name, counts[slot]);
      }
    }
  }

  /** Returns the sum of all counts. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /** Returns a copy that shares nothing that changes. */
  public StringCounts copy() {
    StringCounts copy = new StringCounts();
    if (used > 0) {
      copy.names = names.clone();
      copy.counts = counts.clone();
      copy.used = used;
      copy.nonZero = nonZero;
    }
    return copy;
  }

  /** Returns the entries other than zero as a new map. */
  public Map<String, Long> toMap() {
    Map<String, Long> map = new HashMap<>(nonZero * 2);
    forEach(map::put);
    return map;
  }

  private int slotOf(String name) {
    int mask = names.length - 1;
    int hash = name.hashCode();
    int slot = (((hash ^ (hash >>> 15)) * 0x9E3779B9) >>> 7) & mask;
    while (true) {
      String there = names[slot];
      if (there == null || there.equals(name)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** Makes room; entries that fell back to zero are left behind. */
  private void rehash() {
    @Nullable String[] oldNames = names;
    long[] oldCounts = counts;
    int capacity = SMALLEST_TABLE;
    while (capacity < (nonZero + 1) * 2) {
      capacity *= 2;
    }
    names = new String[capacity];
    counts = new long[capacity];
    used = nonZero;
    for (int i = 0; i < oldNames.length; i++) {
      String name = oldNames[i];
      if (name != null && oldCounts[i] != 0) {
        int slot = slotOf(name);
        names[slot] = name;
        counts[slot] = oldCounts[i];
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object object) {
    if (!(object instanceof StringCounts other) || other.nonZero != nonZero) {
      return false;
    }
    for (int slot = 0; slot < names.length; slot++) {
      String name = names[slot];
      if (name != null && other.get(name) != counts[slot]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int slot = 0; slot < names.length; slot++) {
      String name = names[slot];
      if (name != null && counts[slot] != 0) {
        hash += name.hashCode() * 31 + Long.hashCode(counts[slot]);
      }
    }
    return hash;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
