package org.virowatch.surveillance.regionpool;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.Contribution.UnknownRange;
import org.virowatch.surveillance.count.Coverage;
import org.virowatch.surveillance.count.MutationCounts;
import org.virowatch.surveillance.count.MutationName;
import org.virowatch.surveillance.count.MutationSet;
import org.virowatch.surveillance.count.UnknownCounts;

/**
 * Some genomes: how many they are, how many carry each amino-acid substitution, and how many do not
 * know each codon. A commutative group: changes add up in any order.
 *
 * <p>Mutable, and not safe for use by several threads at once.
 */
final class CarriedCounts {
  private long genomes;
  private final MutationCounts changes;
  private final UnknownCounts unknown;

  /** How many know each codon; absent until it is asked for, and after a change. */
  private @Nullable Coverage coverage;

  /** Makes counts that are all zero. */
  CarriedCounts() {
    this(0, new MutationCounts(), new UnknownCounts());
  }

  private CarriedCounts(long genomes, MutationCounts changes, UnknownCounts unknown) {
    this.genomes = genomes;
    this.changes = changes;
    this.unknown = unknown;
  }

  /** Reads what {@link #writeTo} wrote. */
  static CarriedCounts readFrom(CompactReader in) {
    return new CarriedCounts(in.signed(), MutationCounts.readFrom(in), UnknownCounts.readFrom(in));
  }

  /** Reads what a release wrote that kept the substitutions alone. */
  static CarriedCounts readFirst(CompactReader in) {
    return new CarriedCounts(0, MutationCounts.readFrom(in), new UnknownCounts());
  }

  /** Writes the counts. */
  void writeTo(CompactWriter out) {
    out.signed(genomes);
    changes.writeTo(out);
    unknown.writeTo(out);
  }

  /** Adds a genome, or takes it back with sign -1. */
  void add(MutationSet mutations, List<UnknownRange> unknownSites, int sign) {
    addGenomes(sign);
    changes.addAminoAcidSubstitutions(mutations, sign);
    for (UnknownRange range : unknownSites) {
      if (!range.axis().isEmpty()) {
        unknown.addRange(range.axis(), range.first(), range.last(), sign);
      }
    }
  }

  /** Adds genomes of which nothing more is known. */
  void addGenomes(long number) {
    genomes += number;
    coverage = null;
  }

  /** Adds other counts, multiplied. */
  void add(CarriedCounts other, int factor) {
    addGenomes(factor * other.genomes);
    changes.add(other.changes, factor);
    unknown.add(other.unknown, factor);
  }

  /** Returns how many genomes there are. */
  long genomes() {
    return genomes;
  }

  /** Returns how many carry each substitution; not to be changed. */
  MutationCounts changes() {
    return changes;
  }

  /** Returns how many carry a substitution. */
  long carriers(MutationName change) {
    return changes.get(change.text());
  }

  /**
   * Returns how many know the codon of a substitution, of which {@link #carriers} are a part. Held
   * between those and all genomes, because a genome that an earlier release counted without its
   * unknown codons takes them back when it goes.
   */
  long known(MutationName change) {
    Coverage known = coverage;
    if (known == null) {
      known = new Coverage(genomes, unknown.profile());
      coverage = known;
    }
    return Math.max(carriers(change), Math.min(genomes, known.at(change)));
  }

  /** Returns whether nothing at all is counted. */
  boolean isZero() {
    return genomes == 0 && changes.isZero() && unknown.isZero();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof CarriedCounts other
        && other.genomes == genomes
        && other.changes.equals(changes)
        && other.unknown.equals(unknown);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(genomes) * 31 + changes.hashCode();
  }

  @Override
  public String toString() {
    return genomes + " genomes " + changes + ", unknown " + unknown;
  }
}
