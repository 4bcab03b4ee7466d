package org.virowatch.surveillance.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.Coverage;
import org.virowatch.surveillance.count.MutationCounts;
import org.virowatch.surveillance.count.MutationQuery;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.count.UnknownCounts;

/**
 * What alert decisions need to know of the genomes of one region and {@link SampledPeriod}: for
 * each lab its genomes by lineage and by mutation, and coverage over all of them. Like cells, a
 * commutative group: changes add up in any order.
 *
 * <p>Mutable, and not safe for use by several threads at once.
 */
public final class PeriodCounts {
  /** Genomes of one lab. */
  private record LabCounts(StringCounts lineages, MutationCounts mutations) {
    LabCounts() {
      this(new StringCounts(), new MutationCounts());
    }

    void add(LabCounts other) {
      lineages.add(other.lineages, 1);
      mutations.add(other.mutations, 1);
    }

    boolean isZero() {
      return lineages.isZero() && mutations.isZero();
    }
  }

  private long genomes;
  private long simulated;
  private final Map<String, LabCounts> labs = new HashMap<>();
  private UnknownCounts unknown = new UnknownCounts();

  /** Makes counts that are all zero. */
  public PeriodCounts() {}

  /** Reads what {@link #writeTo} wrote. */
  public static PeriodCounts readFrom(CompactReader in) {
    return readFrom(in, MutationCounts::readFrom);
  }

  /** Reads what releases wrote that had every mutation as text. */
  public static PeriodCounts readTexts(CompactReader in) {
    return readFrom(in, MutationCounts::readTexts);
  }

  private static PeriodCounts readFrom(
      CompactReader in, Function<CompactReader, MutationCounts> mutations) {
    PeriodCounts counts = new PeriodCounts();
    counts.genomes = in.signed();
    counts.simulated = in.signed();
    int labs = in.size();
    for (int i = 0; i < labs; i++) {
      counts.labs.put(in.text(), new LabCounts(StringCounts.readFrom(in), mutations.apply(in)));
    }
    counts.unknown = UnknownCounts.readFrom(in);
    return counts;
  }

  /** Writes the counts. */
  public void writeTo(CompactWriter out) {
    out.signed(genomes);
    out.signed(simulated);
    out.unsigned(labs.size());
    labs.forEach(
        (lab, counts) -> {
          out.text(lab);
          counts.lineages.writeTo(out);
          counts.mutations.writeTo(out);
        });
    unknown.writeTo(out);
  }

  /** Adds one genome, or takes it back with sign -1. It must not be withdrawn. */
  public void add(Contribution genome, int sign) {
    genomes += sign;
    if (genome.simulated()) {
      simulated += sign;
    }
    LabCounts lab = labs.computeIfAbsent(genome.lab(), name -> new LabCounts());
    lab.lineages.add(genome.lineage(), sign);
    lab.mutations.add(genome.mutations(), sign);
    if (lab.isZero()) {
      labs.remove(genome.lab());
    }
    for (Contribution.UnknownRange range : genome.unknown()) {
      unknown.addRange(range.axis(), range.first(), range.last(), sign);
    }
  }

  /** Moves one genome from a lineage to another, or takes that back with sign -1. */
  public void changeLineage(String labName, String from, String to, int sign) {
    LabCounts lab = labs.computeIfAbsent(labName, name -> new LabCounts());
    lab.lineages.add(from, -sign);
    lab.lineages.add(to, sign);
    if (lab.isZero()) {
      labs.remove(labName);
    }
  }

  /**
   * Adds genomes of which nothing but lab and lineage is known, as tables of counts have them.
   *
   * @param number how many; a negative number takes back
   */
  public void addGenomes(String lab, String lineage, long number) {
    genomes += number;
    LabCounts counts = labs.computeIfAbsent(lab, name -> new LabCounts());
    counts.lineages.add(lineage, number);
    if (counts.isZero()) {
      labs.remove(lab);
    }
  }

  /** Adds other counts to these. */
  public void add(PeriodCounts other) {
    genomes += other.genomes;
    simulated += other.simulated;
    other.labs.forEach(
        (name, counts) -> {
          LabCounts lab = labs.computeIfAbsent(name, absent -> new LabCounts());
          lab.add(counts);
          if (lab.isZero()) {
            labs.remove(name);
          }
        });
    unknown.add(other.unknown, 1);
  }

  /** Returns what takes these counts back again when it is added. */
  PeriodCounts negated() {
    PeriodCounts negated = new PeriodCounts();
    negated.genomes = -genomes;
    negated.simulated = -simulated;
    labs.forEach(
        (name, counts) -> {
          LabCounts lab = new LabCounts();
          lab.lineages.add(counts.lineages, -1);
          lab.mutations.add(counts.mutations, -1);
          negated.labs.put(name, lab);
        });
    negated.unknown.add(unknown, -1);
    return negated;
  }

  /** Adds the genomes of all labs to totals by lineage and by mutation. */
  void addTo(StringCounts lineages, MutationCounts mutations) {
    for (LabCounts lab : labs.values()) {
      lineages.add(lab.lineages, 1);
      mutations.add(lab.mutations, 1);
    }
  }

  /** Returns the number of genomes. */
  public long genomes() {
    return genomes;
  }

  /** Returns how many of the genomes are simulated. */
  public long simulated() {
    return simulated;
  }

  /** Returns the genomes without a lineage. */
  public long unplaced() {
    return labs.values().stream().mapToLong(lab -> lab.lineages.get("")).sum();
  }

  /** Returns genomes with a mutation by lab. */
  public StringCounts ofMutation(String mutation) {
    StringCounts byLab = new StringCounts();
    labs.forEach((lab, ofLab) -> byLab.add(lab, ofLab.mutations.get(mutation)));
    return byLab;
  }

  /** Returns genomes by lab of every exact lineage counted here. */
  Map<String, StringCounts> byLineage() {
    Map<String, StringCounts> byLineage = new HashMap<>();
    labs.forEach(
        (lab, ofLab) ->
            ofLab.lineages.forEach(
                (lineage, count) ->
                    byLineage
                        .computeIfAbsent(lineage, absent -> new StringCounts())
                        .add(lab, count)));
    return byLineage;
  }

  /** Returns genomes with each mutation of a query by lab, by the mutation's number. */
  List<StringCounts> ofMutations(MutationQuery query) {
    List<StringCounts> byMutation = new ArrayList<>();
    for (int i = 0; i < query.size(); i++) {
      byMutation.add(new StringCounts());
    }
    labs.forEach(
        (lab, ofLab) ->
            ofLab.mutations.find(query, (number, count) -> byMutation.get(number).add(lab, count)));
    return byMutation;
  }

  /** Returns the names of lineages counted here, the empty string for unplaced genomes. */
  public Set<String> lineages() {
    Set<String> names = new HashSet<>();
    labs.values().forEach(lab -> lab.lineages.forEach((name, count) -> names.add(name)));
    return names;
  }

  /** Returns the names of mutations counted here. */
  public Set<String> mutations() {
    Set<String> names = new HashSet<>();
    labs.values().forEach(lab -> lab.mutations.forEach((name, count) -> names.add(name)));
    return names;
  }

  /** Returns how many genomes know each site, as of now, ready to be asked often. */
  public Coverage coverage() {
    return new Coverage(genomes, unknown.profile());
  }

  /** Returns about how many bytes of memory they take. */
  public long bytes() {
    long entries = unknown.size();
    for (LabCounts lab : labs.values()) {
      entries += 10 + lab.lineages.size() + lab.mutations.size();
    }
    return 300 + 32 * entries;
  }

  /** Returns whether nothing at all is counted. */
  public boolean isZero() {
    return genomes == 0 && simulated == 0 && labs.isEmpty() && unknown.isZero();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof PeriodCounts other
        && other.genomes == genomes
        && other.simulated == simulated
        && other.labs.equals(labs)
        && other.unknown.equals(unknown);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(genomes) * 31 + labs.hashCode();
  }

  @Override
  public String toString() {
    return "genomes " + genomes + ", labs " + labs;
  }
}
