package org.virowatch.surveillance.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
 * each lab its genomes by lineage and by mutation, and which sites they know. Like cells, a
 * commutative group: changes add up in any order.
 *
 * <p>Mutable, and not safe for use by several threads at once.
 */
public final class PeriodCounts {
  private long genomes;
  private final Map<String, LabCounts> labs = new HashMap<>();

  /**
   * Simulated genomes and unknown sites that releases counted which did not tell labs apart in
   * them. What is taken back of such genomes is taken back from their labs; the sums are right.
   */
  private long simulatedOfAll;

  private UnknownCounts unknownOfAll = new UnknownCounts();

  /** Of all labs together; asked for at every tick, while most weeks no longer change. */
  private @Nullable Coverage coverage;

  /** Makes counts that are all zero. */
  public PeriodCounts() {}

  /** Reads what {@link #writeTo} wrote. */
  public static PeriodCounts readFrom(CompactReader in) {
    return readFrom(in, LabCounts::readFrom);
  }

  /** Reads what releases wrote that knew the unknown sites of all labs together only. */
  public static PeriodCounts readUnknownOfAll(CompactReader in) {
    return readFrom(in, LabCounts::readWithoutUnknown);
  }

  /** Reads what releases wrote that had every mutation as text. */
  public static PeriodCounts readTexts(CompactReader in) {
    return readFrom(in, LabCounts::readTexts);
  }

  private static PeriodCounts readFrom(
      CompactReader in, Function<CompactReader, LabCounts> labCounts) {
    PeriodCounts counts = new PeriodCounts();
    counts.genomes = in.signed();
    counts.simulatedOfAll = in.signed();
    int labs = in.size();
    for (int i = 0; i < labs; i++) {
      counts.labs.put(in.text(), labCounts.apply(in));
    }
    counts.unknownOfAll = UnknownCounts.readFrom(in);
    return counts;
  }

  /** Writes the counts. */
  public void writeTo(CompactWriter out) {
    out.signed(genomes);
    out.signed(simulatedOfAll);
    out.unsigned(labs.size());
    labs.forEach(
        (lab, counts) -> {
          out.text(lab);
          counts.writeTo(out);
        });
    unknownOfAll.writeTo(out);
  }

  /** Adds one genome, or takes it back with sign -1. It must not be withdrawn. */
  public void add(Contribution genome, int sign) {
    genomes += sign;
    change(genome.lab(), lab -> lab.add(genome, sign));
  }

  private void change(String name, Consumer<LabCounts> change) {
    coverage = null;
    LabCounts lab = labs.computeIfAbsent(name, absent -> new LabCounts());
    change.accept(lab);
    if (lab.isZero()) {
      labs.remove(name);
    }
  }

  /** Moves one genome from a lineage to another, or takes that back with sign -1. */
  public void changeLineage(String labName, String from, String to, int sign) {
    change(
        labName,
        lab -> {
          lab.lineages().add(from, -sign);
          lab.lineages().add(to, sign);
        });
  }

  /**
   * Adds genomes of which nothing but lab and lineage is known, as tables of counts have them.
   *
   * @param number how many; a negative number takes back
   */
  public void addGenomes(String lab, String lineage, long number) {
    genomes += number;
    change(lab, counts -> counts.lineages().add(lineage, number));
  }

  /** Adds other counts to these. */
  public void add(PeriodCounts other) {
    genomes += other.genomes;
    simulatedOfAll += other.simulatedOfAll;
    other.labs.forEach((name, counts) -> change(name, lab -> lab.add(counts, 1)));
    unknownOfAll.add(other.unknownOfAll, 1);
    coverage = null;
  }

  /**
   * Returns the counts of some labs, or of all but these. They share their numbers with these
   * counts: to be read, not to be changed. Unknown sites that an earlier release counted belong to
   * no lab, and stay with the others.
   */
  PeriodCounts of(Set<String> names, boolean allBut) {
    PeriodCounts part = new PeriodCounts();
    labs.forEach(
        (name, counts) -> {
          if (names.contains(name) != allBut) {
            part.labs.put(name, counts);
            part.genomes += counts.genomes();
          }
        });
    if (allBut) {
      part.simulatedOfAll = simulatedOfAll;
      part.unknownOfAll = unknownOfAll;
    }
    return part;
  }

  /** Returns what takes these counts back again when it is added. */
  PeriodCounts negated() {
    PeriodCounts negated = new PeriodCounts();
    negated.genomes = -genomes;
    negated.simulatedOfAll = -simulatedOfAll;
    labs.forEach((name, counts) -> negated.labs.put(name, counts.negated()));
    negated.unknownOfAll.add(unknownOfAll, -1);
    return negated;
  }

  /** Adds the genomes of all labs to totals by lineage and by mutation. */
  void addTo(StringCounts lineages, MutationCounts mutations) {
    for (LabCounts lab : labs.values()) {
      lineages.add(lab.lineages(), 1);
      mutations.add(lab.mutations(), 1);
    }
  }

  /** Returns the number of genomes. */
  public long genomes() {
    return genomes;
  }

  /** Returns how many of the genomes are simulated. */
  public long simulated() {
    return simulatedOfAll + labs.values().stream().mapToLong(LabCounts::simulated).sum();
  }

  /** Returns the genomes without a lineage. */
  public long unplaced() {
    return labs.values().stream().mapToLong(lab -> lab.lineages().get("")).sum();
  }

  /** Returns genomes with a mutation by lab. */
  public StringCounts ofMutation(String mutation) {
    StringCounts byLab = new StringCounts();
    labs.forEach((lab, ofLab) -> byLab.add(lab, ofLab.mutations().get(mutation)));
    return byLab;
  }

  /** Returns genomes by lab of every exact lineage counted here. */
  Map<String, StringCounts> byLineage() {
    Map<String, StringCounts> byLineage = new HashMap<>();
    labs.forEach(
        (lab, ofLab) ->
            ofLab
                .lineages()
                .forEach(
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
            ofLab
                .mutations()
                .find(query, (number, count) -> byMutation.get(number).add(lab, count)));
    return byMutation;
  }

  /** Returns the names of lineages counted here, the empty string for unplaced genomes. */
  public Set<String> lineages() {
    Set<String> names = new HashSet<>();
    labs.values().forEach(lab -> lab.lineages().forEach((name, count) -> names.add(name)));
    return names;
  }

  /** Returns the names of mutations counted here. */
  public Set<String> mutations() {
    Set<String> names = new HashSet<>();
    labs.values().forEach(lab -> lab.mutations().forEach((name, count) -> names.add(name)));
    return names;
  }

  /** Returns how many genomes know each site, as of now, ready to be asked often. */
  public Coverage coverage() {
    Coverage known = coverage;
    if (known == null) {
      known = new Coverage(genomes, unknown().profile());
      coverage = known;
    }
    return known;
  }

  private UnknownCounts unknown() {
    UnknownCounts sum = unknownOfAll.copy();
    labs.values().forEach(lab -> sum.add(lab.unknown(), 1));
    return sum;
  }

  /** Returns about how many bytes of memory they take. */
  public long bytes() {
    long entries = unknownOfAll.size();
    for (LabCounts lab : labs.values()) {
      entries += 10 + lab.size();
    }
    return 300 + 32 * entries;
  }

  /** Returns whether nothing at all is counted. */
  public boolean isZero() {
    return genomes == 0
        && labs.values().stream().allMatch(LabCounts::hasNoGenomes)
        && simulated() == 0
        && unknown().isZero();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof PeriodCounts other
        && other.genomes == genomes
        && other.simulatedOfAll == simulatedOfAll
        && other.labs.equals(labs)
        && other.unknownOfAll.equals(unknownOfAll);
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
