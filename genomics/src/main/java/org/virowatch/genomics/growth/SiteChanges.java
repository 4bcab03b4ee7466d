package org.virowatch.genomics.growth;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes of letters along a branch, at most one a site, in the order of sites. A site is a
 * nucleotide position, or a codon of one of several CDSes. Immutable.
 *
 * <p>Each change is one number: the site above 16 bits, the letter before above 8, the letter
 * after. So a tree of a hundred thousand genomes fits into memory.
 */
final class SiteChanges {

  static final SiteChanges NONE = new SiteChanges(new long[0]);

  private final long[] changes;

  private SiteChanges(long[] changes) {
    this.changes = changes;
  }

  /**
   * Two sets of changes taken apart.
   *
   * @param left changes of the first alone
   * @param shared changes of both, to the same letter
   * @param right changes of the second alone
   */
  record Split(SiteChanges left, SiteChanges shared, SiteChanges right) {}

  /** Collects changes in any order; of several at a site the first begins and the last ends. */
  static final class Collector {
    private final Map<Long, Long> bySite = new TreeMap<>();

    void add(long site, char from, char to) {
      bySite.merge(site, change(site, from, to), (a, b) -> change(site, from(a), to(b)));
    }

    SiteChanges changes() {
      return new SiteChanges(
          bySite.values().stream()
              .mapToLong(Long::longValue)
              .filter(change -> from(change) != to(change))
              .toArray());
    }
  }

  private static long change(long site, char from, char to) {
    return site << 16 | (from & 0xFF) << 8 | (to & 0xFF);
  }

  static long site(long change) {
    return change >>> 16;
  }

  static char from(long change) {
    return (char) (change >>> 8 & 0xFF);
  }

  static char to(long change) {
    return (char) (change & 0xFF);
  }

  int size() {
    return changes.length;
  }

  boolean isEmpty() {
    return changes.length == 0;
  }

  /** One change; read it with {@link #site}, {@link #from} and {@link #to}. */
  long get(int index) {
    return changes[index];
  }

  /** The way back. */
  SiteChanges inverse() {
    long[] inverse = new long[changes.length];
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = change(site(changes[i]), to(changes[i]), from(changes[i]));
    }
    return new SiteChanges(inverse);
  }

  /** Takes this and another set apart; different changes of one site are in both remainders. */
  Split split(SiteChanges other) {
    Buffer left = new Buffer(size());
    Buffer shared = new Buffer(Math.min(size(), other.size()));
    Buffer right = new Buffer(other.size());
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      int order = order(i, other, j);
      if (order == 0 && changes[i] == other.changes[j]) {
        shared.add(changes[i]);
        i++;
        j++;
        continue;
      }
      if (order <= 0) {
        left.add(changes[i++]);
      }
      if (order >= 0) {
        right.add(other.changes[j++]);
      }
    }
    return new Split(left.changes(), shared.changes(), right.changes());
  }

  /**
   * These changes without others: seen from where the others lead to, or where they begin at a
   * letter of their own and lead to the same one, up to where they begin.
   */
  SiteChanges minus(SiteChanges other) {
    Buffer rest = new Buffer(size());
    int j = 0;
    for (long change : changes) {
      while (j < other.size() && site(other.changes[j]) < site(change)) {
        j++;
      }
      if (j == other.size() || site(other.changes[j]) != site(change)) {
        rest.add(change);
        continue;
      }
      long taken = other.changes[j];
      if (from(change) == from(taken) && to(change) != to(taken)) {
        rest.add(change(site(change), to(taken), to(change)));
      } else if (from(change) != from(taken) && to(change) == to(taken)) {
        rest.add(change(site(change), from(change), from(taken)));
      }
    }
    return rest.changes();
  }

  /**
   * These changes and others, one after the other at sites that both have, in the order in which
   * the letters fit; what comes back to where it began is left out. Where they fit in neither order
   * (amino acids of a tree that contradicts itself) these stand.
   */
  SiteChanges plus(SiteChanges other) {
    Buffer sum = new Buffer(size() + other.size());
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      int order = order(i, other, j);
      if (order < 0) {
        sum.add(changes[i++]);
      } else if (order > 0) {
        sum.add(other.changes[j++]);
      } else {
        sum.add(chained(changes[i++], other.changes[j++]));
      }
    }
    return sum.changes();
  }

  private static long chained(long a, long b) {
    if (from(a) == to(b)) {
      return change(site(a), from(b), to(a));
    }
    return to(a) == from(b) ? change(site(a), from(a), to(b)) : a;
  }

  /** Below, at or above 0 as the site at i here is before, at or after that at j there. */
  private int order(int i, SiteChanges other, int j) {
    if (i == size() || j == other.size()) {
      return i == size() ? 1 : -1;
    }
    return Long.compare(site(changes[i]), site(other.changes[j]));
  }

  /** Changes as they come, in the order of sites. */
  private static final class Buffer {
    private final long[] buffer;
    private int size;

    Buffer(int capacity) {
      buffer = new long[capacity];
    }

    void add(long change) {
      if (from(change) != to(change)) {
        buffer[size++] = change;
      }
    }

    SiteChanges changes() {
      return size == 0 ? NONE : new SiteChanges(Arrays.copyOf(buffer, size));
    }
  }
}
