package org.virowatch.surveillance.lab;

import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.LongCounts;

/**
 * How many genomes have a substitution privately, by substitution, lineage and whether the genome
 * has few private ones or many. A commutative group as {@link LongCounts}, about six bytes an entry
 * when written.
 *
 * <p>Lineages are told apart by {@value #LINEAGE_BITS} bits of a hash, the same in every process;
 * two with one hash, one pair of a million, count as one. Not safe for use by several threads.
 */
final class CarrierCounts {
  private static final int LINEAGE_BITS = 24;
  private static final int LINEAGE_MASK = (1 << LINEAGE_BITS) - 1;
  private static final long MANY = 1L << LINEAGE_BITS;
  private static final int SUBSTITUTION_SHIFT = LINEAGE_BITS + 1;
  private static final String BASES = "ACGT";

  private final LongCounts counts = new LongCounts();

  /** Reads what {@link #writeTo} wrote. */
  static CarrierCounts readFrom(CompactReader in) {
    CarrierCounts read = new CarrierCounts();
    int size = in.size();
    long key = 0;
    for (int i = 0; i < size; i++) {
      key += in.unsigned();
      read.counts.add(key, in.signed());
    }
    return read;
  }

  void writeTo(CompactWriter out) {
    out.unsigned(counts.size());
    long before = 0;
    for (long key : counts.sortedKeys()) {
      out.unsigned(key - before);
      out.signed(counts.get(key));
      before = key;
    }
  }

  /**
   * Returns the number of a substitution, greater than 0; 0 if it is none of one known base by
   * another.
   */
  static long substitution(int site, char from, char to) {
    int fromBase = BASES.indexOf(from);
    int toBase = BASES.indexOf(to);
    return fromBase < 0 || toBase < 0 || site <= 0 ? 0 : (long) site << 4 | fromBase << 2 | toBase;
  }

  /** Returns the name of a substitution, such as {@code C241T}. */
  static String name(long substitution) {
    char from = BASES.charAt((int) (substitution >>> 2) & 3);
    return from + Long.toString(substitution >>> 4) + BASES.charAt((int) substitution & 3);
  }

  /** Returns the hash by which a lineage is known here, 0 or more. */
  static int hash(String lineage) {
    return (lineage.hashCode() * 0x9E3779B9) >>> (Integer.SIZE - LINEAGE_BITS) & LINEAGE_MASK;
  }

  private static long key(long substitution, int lineage, boolean many) {
    return substitution << SUBSTITUTION_SHIFT | (many ? MANY : 0) | lineage;
  }

  void add(long substitution, int lineage, boolean many, int change) {
    counts.add(key(substitution, lineage, many), change);
  }

  void add(CarrierCounts other, int factor) {
    counts.add(other.counts, factor);
  }

  /** Returns how many genomes of a lineage with few private substitutions have one. */
  long ofFew(long substitution, int lineage) {
    return counts.get(key(substitution, lineage, false));
  }

  /** Takes an entry. */
  @FunctionalInterface
  interface Consumer {
    void accept(long substitution, int lineage, boolean many, long count);
  }

  /** Gives every entry other than zero, in no particular order. */
  void forEach(Consumer consumer) {
    counts.forEach(
        (key, count) ->
            consumer.accept(
                key >>> SUBSTITUTION_SHIFT, (int) key & LINEAGE_MASK, (key & MANY) != 0, count));
  }

  int size() {
    return counts.size();
  }

  boolean isZero() {
    return counts.isZero();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof CarrierCounts other && other.counts.equals(counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }
}
