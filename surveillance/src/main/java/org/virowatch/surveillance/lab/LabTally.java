package org.virowatch.surveillance.lab;

import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.MutationSet;
import org.virowatch.surveillance.count.StringCounts;

/**
 * The private substitutions of what one lab sent: those that the nearest node of the tree does not
 * have. A commutative group: genomes are added and taken back in any order.
 *
 * <p>Genomes of which they are not known, and fragments of genomes, are not in it. Mutable, and not
 * safe for use by several threads at once.
 */
public final class LabTally {
  /**
   * Private substitutions that an ordinary genome has at most: what Nextclade's rule of quality for
   * SARS-CoV-2 takes for typical. More are a variant that the tree does not know, or a bad genome.
   */
  static final int FEW = 8;

  private long simulated;
  private long substitutions;
  private long squares;
  private final StringCounts ordinary;
  private final StringCounts unusual;
  private final CarrierCounts carriers;

  /** Makes one of no genome. */
  public LabTally() {
    this(new StringCounts(), new StringCounts(), new CarrierCounts());
  }

  private LabTally(StringCounts ordinary, StringCounts unusual, CarrierCounts carriers) {
    this.ordinary = ordinary;
    this.unusual = unusual;
    this.carriers = carriers;
  }

  /** Reads what {@link #writeTo} wrote. */
  public static LabTally readFrom(CompactReader in) {
    long simulated = in.signed();
    long substitutions = in.signed();
    long squares = in.signed();
    LabTally tally =
        new LabTally(
            StringCounts.readFrom(in), StringCounts.readFrom(in), CarrierCounts.readFrom(in));
    tally.simulated = simulated;
    tally.substitutions = substitutions;
    tally.squares = squares;
    return tally;
  }

  /** Writes all of it. */
  public void writeTo(CompactWriter out) {
    out.signed(simulated);
    out.signed(substitutions);
    out.signed(squares);
    ordinary.writeTo(out);
    unusual.writeTo(out);
    carriers.writeTo(out);
  }

  /**
   * Adds a genome, or takes it back.
   *
   * @param sign 1 or -1
   */
  public void add(Contribution genome, int sign) {
    MutationSet mutations = genome.privateMutations();
    if (mutations == null || isFragment(genome)) {
      return;
    }
    long[] found = new long[mutations.size()];
    int[] number = new int[1];
    mutations.forEachSubstitution(
        (site, from, to) -> {
          long substitution = CarrierCounts.substitution(site, from, to);
          if (substitution != 0) {
            found[number[0]++] = substitution;
          }
        });
    int size = number[0];
    boolean many = size > FEW;
    int lineage = CarrierCounts.hash(genome.lineage());
    for (int i = 0; i < size; i++) {
      carriers.add(found[i], lineage, many, sign);
    }
    simulated += genome.simulated() ? sign : 0;
    substitutions += (long) sign * size;
    squares += (long) sign * size * size;
    (many ? unusual : ordinary).add(genome.lineage(), sign);
  }

  /**
   * Returns whether a genome does not know half of what lies before the last site that it says
   * anything of. Labs that sequence a gene have fewer mutations than those that sequence genomes,
   * and would make these look bad.
   */
  private static boolean isFragment(Contribution genome) {
    long unknown = 0;
    int[] last = new int[1];
    for (Contribution.UnknownRange range : genome.unknown()) {
      if (range.axis().isEmpty()) {
        unknown += range.last() - range.first() + 1L;
        last[0] = Math.max(last[0], range.last());
      }
    }
    if (2 * unknown > last[0]) {
      genome.mutations().forEachSubstitution((site, from, to) -> last[0] = Math.max(last[0], site));
    }
    return 2 * unknown > last[0];
  }

  /** Adds another. */
  public void add(LabTally other) {
    add(other, 1);
  }

  private void add(LabTally other, int factor) {
    simulated += factor * other.simulated;
    substitutions += factor * other.substitutions;
    squares += factor * other.squares;
    ordinary.add(other.ordinary, factor);
    unusual.add(other.unusual, factor);
    carriers.add(other.carriers, factor);
  }

  /** Returns what takes this back again when it is added. */
  public LabTally negated() {
    LabTally negated = new LabTally();
    negated.add(this, -1);
    return negated;
  }

  /** Returns whether nothing at all is counted. */
  public boolean isZero() {
    return simulated == 0
        && substitutions == 0
        && squares == 0
        && ordinary.isZero()
        && unusual.isZero()
        && carriers.isZero();
  }

  /** Returns how many genomes there are whose private substitutions are known. */
  public long genomes() {
    return ordinary.total() + unusual.total();
  }

  /** Returns how many of them are simulated. */
  public long simulated() {
    return simulated;
  }

  /** Returns private substitutions a genome, 0 without a genome. */
  public double privateMutationsPerGenome() {
    long genomes = genomes();
    return genomes == 0 ? 0 : (double) substitutions / genomes;
  }

  /** Returns the variance of the number of private substitutions between genomes. */
  double variance() {
    double mean = privateMutationsPerGenome();
    long genomes = genomes();
    return genomes == 0 ? 0 : Math.max(0, (double) squares / genomes - mean * mean);
  }

  /** Genomes with at most {@value #FEW} private substitutions, by lineage. */
  StringCounts ordinary() {
    return ordinary;
  }

  /** The other genomes, by lineage. */
  StringCounts unusual() {
    return unusual;
  }

  CarrierCounts carriers() {
    return carriers;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof LabTally other
        && other.simulated == simulated
        && other.substitutions == substitutions
        && other.squares == squares
        && other.ordinary.equals(ordinary)
        && other.unusual.equals(unusual)
        && other.carriers.equals(carriers);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * ordinary.hashCode() + unusual.hashCode()) + carriers.hashCode();
  }

  @Override
  public String toString() {
    return genomes() + " genomes, " + substitutions + " private substitutions";
  }
}
