package org.virowatch.surveillance.count;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;

/**
 * The counts of one cell, or of any sum of cells, or a change of them: with {@link #add} and {@link
 * #subtract} a commutative group, so contributions may come and go in any order and only what
 * stands in the end matters. Numbers may be negative in a change.
 *
 * <p>Mutable, and not safe for use by several threads at once.
 */
public final class CellCounts {
  static {
    TrustedRecords.install();
  }

  private long genomes;
  private long simulated;
  private final StringCounts labs;
  private final MutationCounts mutations;
  private final UnknownCounts unknown;

  /** Makes counts that are all zero. */
  public CellCounts() {
    this(0, 0, new StringCounts(), new MutationCounts(), new UnknownCounts());
  }

  private CellCounts(
      long genomes,
      long simulated,
      StringCounts labs,
      MutationCounts mutations,
      UnknownCounts unknown) {
    this.genomes = genomes;
    this.simulated = simulated;
    this.labs = labs;
    this.mutations = mutations;
    this.unknown = unknown;
  }

  /** Returns the counts of a published cell, or of a change in the same form. */
  public static CellCounts of(FrequencyUpdate update) {
    return new CellCounts(
        update.getGenomes(),
        update.getSimulated(),
        StringCounts.of(update.getLabs()),
        MutationCounts.of(update.getMutations()),
        UnknownCounts.of(update.getUnknown()));
  }

  /** Returns the counts as a record. */
  public FrequencyUpdate toUpdate(CellKey key, long revision, Instant updatedAt) {
    // Not by the builder, which copies every default first: cells are published all the time.
    return new FrequencyUpdate(
        key.dataset(),
        key.region(),
        key.period(),
        key.lineage(),
        revision,
        genomes,
        labs.toMap(),
        mutations.snapshot(),
        unknown.toRecords(),
        simulated,
        updatedAt,
        Instant.EPOCH,
        false);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static CellCounts readFrom(CompactReader in) {
    return readFrom(in, MutationCounts::readFrom);
  }

  /** Reads what releases wrote that had every mutation as text. */
  public static CellCounts readTexts(CompactReader in) {
    return readFrom(in, MutationCounts::readTexts);
  }

  private static CellCounts readFrom(
      CompactReader in, Function<CompactReader, MutationCounts> mutations) {
    return new CellCounts(
        in.signed(),
        in.signed(),
        StringCounts.readFrom(in),
        mutations.apply(in),
        UnknownCounts.readFrom(in));
  }

  /** Writes the counts. */
  public void writeTo(CompactWriter out) {
    out.signed(genomes);
    out.signed(simulated);
    labs.writeTo(out);
    mutations.writeTo(out);
    unknown.writeTo(out);
  }

  /** Adds one genome. It must not be withdrawn. */
  public void add(Contribution genome) {
    add(genome, 1);
  }

  /** Takes one genome back. It must not be withdrawn. */
  public void subtract(Contribution genome) {
    add(genome, -1);
  }

  private void add(Contribution genome, int sign) {
    if (genome.isEmpty()) {
      throw new IllegalArgumentException("a withdrawn genome counts in no cell");
    }
    genomes += sign;
    if (genome.simulated()) {
      simulated += sign;
    }
    labs.add(genome.lab(), sign);
    mutations.add(genome.mutations(), sign);
    for (Contribution.UnknownRange range : genome.unknown()) {
      unknown.addRange(range.axis(), range.first(), range.last(), sign);
    }
  }

  /** Adds other counts to these. */
  public void add(CellCounts other) {
    add(other, 1);
  }

  /** Subtracts other counts from these. */
  public void subtract(CellCounts other) {
    add(other, -1);
  }

  private void add(CellCounts other, int factor) {
    genomes += factor * other.genomes;
    simulated += factor * other.simulated;
    labs.add(other.labs, factor);
    mutations.add(other.mutations, factor);
    unknown.add(other.unknown, factor);
  }

  /** Returns the number of genomes. */
  public long genomes() {
    return genomes;
  }

  /** Returns how many of the genomes are simulated. */
  public long simulated() {
    return simulated;
  }

  /** Returns genomes by lab, the empty string for no lab given. Live; do not change it. */
  public StringCounts labs() {
    return labs;
  }

  /** Returns genomes by mutation. Live; do not change it. */
  public MutationCounts mutations() {
    return mutations;
  }

  /** Returns how many genomes do not know each site. Live; do not change it. */
  public UnknownCounts unknown() {
    return unknown;
  }

  /** Returns how many genomes know each site, as of now, ready to be asked often. */
  public Coverage coverage() {
    return new Coverage(genomes, unknown.profile());
  }

  /** Returns how many numbers there are: of labs, mutations and steps of coverage. */
  public int entries() {
    return labs.size() + mutations.size() + unknown.size();
  }

  /** Returns about how many bytes of memory they take. */
  public long bytes() {
    return 400 + 32L * entries();
  }

  /** Returns whether nothing at all is counted. */
  public boolean isZero() {
    return genomes == 0
        && simulated == 0
        && labs.isZero()
        && mutations.isZero()
        && unknown.isZero();
  }

  /** Returns a copy that shares nothing that changes. */
  public CellCounts copy() {
    return new CellCounts(genomes, simulated, labs.copy(), mutations.copy(), unknown.copy());
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof CellCounts other
        && other.genomes == genomes
        && other.simulated == simulated
        && other.labs.equals(labs)
        && other.mutations.equals(mutations)
        && other.unknown.equals(unknown);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(genomes) * 31 + mutations.hashCode();
  }

  @Override
  public String toString() {
    return "genomes "
        + genomes
        + ", simulated "
        + simulated
        + ", labs "
        + labs
        + ", mutations "
        + mutations
        + ", unknown "
        + unknown;
  }
}
