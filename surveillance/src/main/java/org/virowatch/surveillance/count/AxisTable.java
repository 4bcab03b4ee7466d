package org.virowatch.surveillance.count;

import java.util.Arrays;

/** Numbers of axes, from 0; a table of its own, because every mutation of a genome asks it. */
final class AxisTable {
  private final String[] names;

  /** Numbers, counted from 1, where the hash of their name points or behind; 0 is free. */
  private final int[] slots;

  /** Makes a table. */
  AxisTable(String... names) {
    this.names = names;
    this.slots = new int[Integer.highestOneBit(names.length) * 4];
    for (int number = 0; number < names.length; number++) {
      int slot = hash(names[number], names[number].length()) & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = number + 1;
    }
  }

  /** Returns a table with one axis more, whose number is this one's size. */
  AxisTable with(String name) {
    String[] more = Arrays.copyOf(names, names.length + 1);
    more[names.length] = name;
    return new AxisTable(more);
  }

  int size() {
    return names.length;
  }

  String name(int number) {
    return names[number];
  }

  /** Returns the number of the axis whose name is the beginning of a text, or -1. */
  int numberOf(String text, int length) {
    int slot = hash(text, length) & (slots.length - 1);
    while (slots[slot] != 0) {
      String name = names[slots[slot] - 1];
      if (name.length() == length && text.startsWith(name)) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return -1;
  }

  private static int hash(String text, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash ^ (hash >>> 15);
  }
}
