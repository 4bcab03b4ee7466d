package org.virowatch.surveillance.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.CountsByLab;
import org.virowatch.schemas.RegionPeriodState;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.Coverage;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.count.UnknownCounts;

/**
 * What alert decisions need to know of the genomes of one region and period: genomes by lineage and
 * lab and by mutation and lab, and coverage over all lineages. Like cells, a commutative group:
 * changes add up in any order.
 *
 * <p>Mutable, and not safe for use by several threads at once.
 */
public final class PeriodCounts {
  static {
    TrustedRecords.install();
  }

  private static final StringCounts NONE = new StringCounts();

  private long genomes;
  private long simulated;
  private final Map<String, StringCounts> lineages = new HashMap<>();
  private final Map<String, StringCounts> mutations = new HashMap<>();
  private UnknownCounts unknown = new UnknownCounts();

  /** Makes counts that are all zero. */
  public PeriodCounts() {}

  /** Returns the counts of a state record. */
  public static PeriodCounts of(RegionPeriodState state) {
    PeriodCounts counts = new PeriodCounts();
    counts.genomes = state.getGenomes();
    counts.simulated = state.getSimulated();
    read(state.getLineages(), state.getLabs(), counts.lineages);
    read(state.getMutations(), state.getLabs(), counts.mutations);
    counts.unknown = UnknownCounts.of(state.getUnknown());
    return counts;
  }

  /** Returns the counts as a state record, names in order. */
  public RegionPeriodState toState(String dataset, String region, String period) {
    Map<String, Integer> labs = new TreeMap<>();
    for (Map<String, StringCounts> byName : List.of(lineages, mutations)) {
      byName.values().forEach(byLab -> byLab.forEach((lab, count) -> labs.put(lab, 0)));
    }
    int next = 0;
    for (Map.Entry<String, Integer> lab : labs.entrySet()) {
      lab.setValue(next++);
    }
    return RegionPeriodState.newBuilder()
        .setDataset(dataset)
        .setRegion(region)
        .setPeriod(period)
        .setGenomes(genomes)
        .setSimulated(simulated)
        .setLabs(new ArrayList<>(labs.keySet()))
        .setLineages(written(lineages, labs))
        .setMutations(written(mutations, labs))
        .setUnknown(unknown.toRecords())
        .build();
  }

  /** Adds one genome, or takes it back with sign -1. It must not be withdrawn. */
  public void add(Contribution genome, int sign) {
    genomes += sign;
    if (genome.simulated()) {
      simulated += sign;
    }
    add(lineages, genome.lineage(), genome.lab(), sign);
    for (String mutation : genome.mutations()) {
      add(mutations, mutation, genome.lab(), sign);
    }
    for (Contribution.UnknownRange range : genome.unknown()) {
      unknown.addRange(range.axis(), range.first(), range.last(), sign);
    }
  }

  /** Adds other counts to these. */
  public void add(PeriodCounts other) {
    genomes += other.genomes;
    simulated += other.simulated;
    addAll(lineages, other.lineages);
    addAll(mutations, other.mutations);
    unknown.add(other.unknown, 1);
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
    return ofLineage("").total();
  }

  /** Returns genomes of an exact lineage by lab. Live; do not change it. */
  public StringCounts ofLineage(String lineage) {
    return lineages.getOrDefault(lineage, NONE);
  }

  /** Returns genomes with a mutation by lab. Live; do not change it. */
  public StringCounts ofMutation(String mutation) {
    return mutations.getOrDefault(mutation, NONE);
  }

  /** Returns the names of lineages counted here, the empty string for unplaced genomes. */
  public Set<String> lineages() {
    return lineages.keySet();
  }

  /** Returns the names of mutations counted here. */
  public Set<String> mutations() {
    return mutations.keySet();
  }

  /** Returns how many genomes know each site, as of now, ready to be asked often. */
  public Coverage coverage() {
    return new Coverage(genomes, unknown.profile());
  }

  /** Returns whether nothing at all is counted. */
  public boolean isZero() {
    return genomes == 0
        && simulated == 0
        && lineages.isEmpty()
        && mutations.isEmpty()
        && unknown.isZero();
  }

  private static void add(Map<String, StringCounts> counts, String name, String lab, long change) {
    StringCounts byLab = counts.computeIfAbsent(name, absent -> new StringCounts());
    byLab.add(lab, change);
    if (byLab.isZero()) {
      counts.remove(name);
    }
  }

  private static void addAll(Map<String, StringCounts> to, Map<String, StringCounts> from) {
    from.forEach(
        (name, byLab) -> {
          StringCounts sum = to.computeIfAbsent(name, absent -> new StringCounts());
          sum.add(byLab, 1);
          if (sum.isZero()) {
            to.remove(name);
          }
        });
  }

  private static void read(
      List<CountsByLab> records, List<String> labs, Map<String, StringCounts> into) {
    for (CountsByLab record : records) {
      StringCounts byLab = new StringCounts();
      for (int i = 0; i < record.getLabs().size(); i++) {
        byLab.add(labs.get(record.getLabs().get(i)), record.getGenomes().get(i));
      }
      into.put(record.getName(), byLab);
    }
  }

  private static List<CountsByLab> written(
      Map<String, StringCounts> counts, Map<String, Integer> labs) {
    List<CountsByLab> records = new ArrayList<>(counts.size());
    new TreeMap<>(counts)
        .forEach(
            (name, byLab) -> {
              List<Integer> indices = new ArrayList<>();
              List<Long> genomes = new ArrayList<>();
              new TreeMap<>(byLab.toMap())
                  .forEach(
                      (lab, count) -> {
                        indices.add(labs.get(lab));
                        genomes.add(count);
                      });
              records.add(new CountsByLab(name, indices, genomes));
            });
    return records;
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof PeriodCounts other
        && other.genomes == genomes
        && other.simulated == simulated
        && other.lineages.equals(lineages)
        && other.mutations.equals(mutations)
        && other.unknown.equals(unknown);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(genomes) * 31 + mutations.hashCode();
  }

  @Override
  public String toString() {
    return "genomes " + genomes + ", lineages " + lineages + ", mutations " + mutations;
  }
}
