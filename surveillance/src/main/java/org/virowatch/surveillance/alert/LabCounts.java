package org.virowatch.surveillance.alert;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.MutationCounts;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.count.UnknownCounts;

/**
 * Genomes of one lab, region and period: by lineage, by mutation, and how many do not know a site.
 * A commutative group; mutable.
 */
final class LabCounts {
  private final StringCounts lineages;
  private final MutationCounts mutations;
  private final UnknownCounts unknown;
  private long simulated;

  LabCounts() {
    this(new StringCounts(), new MutationCounts(), new UnknownCounts(), 0);
  }

  private LabCounts(
      StringCounts lineages, MutationCounts mutations, UnknownCounts unknown, long simulated) {
    this.lineages = lineages;
    this.mutations = mutations;
    this.unknown = unknown;
    this.simulated = simulated;
  }

  static LabCounts readFrom(CompactReader in) {
    return new LabCounts(
        StringCounts.readFrom(in),
        MutationCounts.readFrom(in),
        UnknownCounts.readFrom(in),
        in.signed());
  }

  static LabCounts readWithoutUnknown(CompactReader in) {
    return readWithoutUnknown(in, MutationCounts::readFrom);
  }

  static LabCounts readTexts(CompactReader in) {
    return readWithoutUnknown(in, MutationCounts::readTexts);
  }

  private static LabCounts readWithoutUnknown(
      CompactReader in, Function<CompactReader, MutationCounts> mutations) {
    return new LabCounts(StringCounts.readFrom(in), mutations.apply(in), new UnknownCounts(), 0);
  }

  void writeTo(CompactWriter out) {
    lineages.writeTo(out);
    mutations.writeTo(out);
    unknown.writeTo(out);
    out.signed(simulated);
  }

  void add(Contribution genome, int sign) {
    lineages.add(genome.lineage(), sign);
    mutations.add(genome.mutations(), sign);
    for (Contribution.UnknownRange range : genome.unknown()) {
      unknown.addRange(range.axis(), range.first(), range.last(), sign);
    }
    simulated += genome.simulated() ? sign : 0;
  }

  void add(LabCounts other, int factor) {
    lineages.add(other.lineages, factor);
    mutations.add(other.mutations, factor);
    unknown.add(other.unknown, factor);
    simulated += factor * other.simulated;
  }

  LabCounts negated() {
    LabCounts negated = new LabCounts();
    negated.add(this, -1);
    return negated;
  }

  /** Genomes by exact lineage, the empty string for unplaced ones; every genome has one entry. */
  StringCounts lineages() {
    return lineages;
  }

  MutationCounts mutations() {
    return mutations;
  }

  UnknownCounts unknown() {
    return unknown;
  }

  long simulated() {
    return simulated;
  }

  long genomes() {
    return lineages.total();
  }

  /** Returns whether no genome is counted, whatever is left of unknown sites. */
  boolean hasNoGenomes() {
    return lineages.isZero() && mutations.isZero();
  }

  boolean isZero() {
    return hasNoGenomes() && simulated == 0 && unknown.isZero();
  }

  int size() {
    return lineages.size() + mutations.size() + unknown.size();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof LabCounts other
        && other.lineages.equals(lineages)
        && other.mutations.equals(mutations)
        && other.unknown.equals(unknown)
        && other.simulated == simulated;
  }

  @Override
  public int hashCode() {
    return Objects.hash(lineages, mutations);
  }

  @Override
  public String toString() {
    return lineages.toString();
  }
}
