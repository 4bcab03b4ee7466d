package org.virowatch.surveillance.regionpool;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.virowatch.surveillance.count.MutationCounts;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.frequency.WilsonInterval;
import org.virowatch.surveillance.lineage.LineageHierarchy;

/**
 * On which lineages a change arose independently, told from how often each circulating lineage
 * carries it. A lineage gained a change
 *
 * <ul>
 *   <li>within, when it is polymorphic: at least {@value #FEWEST_CARRIERS} of its genomes carry it
 *       and the interval of its frequency lies above {@value #POLYMORPHIC_ABOVE}, but not nearly
 *       all do; and its nearest circulating ancestor does not carry it;
 *   <li>on the way to it, when nearly all of its genomes carry it and hardly any of its nearest
 *       circulating ancestor. Lineages that share that way, because they descend from one child of
 *       the ancestor, gained it once.
 * </ul>
 *
 * <p>Frequencies are of all the lineage's genomes, those that do not know the codon included, so
 * they err low. Lineages with fewer than {@value #FEWEST_GENOMES} genomes say nothing.
 */
final class IndependentGains {
  static final int FEWEST_GENOMES = 10;
  static final int FEWEST_CARRIERS = 3;
  static final double POLYMORPHIC_ABOVE = 0.02;
  private static final double NEARLY_ALL = 0.85;
  private static final double HARDLY_ANY = 0.1;

  private final LineageHierarchy lineages;
  private final StringCounts genomes;
  private final Map<String, MutationCounts> carried;

  /** The nearest circulating ancestor of a lineage, and the child of it on the way. */
  private record Descent(String ancestor, String child) {}

  private final Map<String, Optional<Descent>> descents = new HashMap<>();

  /**
   * Takes counts.
   *
   * @param genomes genomes by exact lineage
   * @param carried the same genomes by lineage and change
   */
  IndependentGains(
      LineageHierarchy lineages, StringCounts genomes, Map<String, MutationCounts> carried) {
    this.lineages = lineages;
    this.genomes = genomes;
    this.carried = carried;
  }

  /** Returns where a change arose: the names of lineages, each standing for one gain. */
  SortedSet<String> of(String change) {
    SortedSet<String> gains = new TreeSet<>();
    for (String lineage : carried.keySet()) {
      if (!circulates(lineage)) {
        continue;
      }
      long carriers = carriers(lineage, change);
      if (carriers < FEWEST_CARRIERS) {
        continue;
      }
      Optional<Descent> descent = descents.computeIfAbsent(lineage, this::descent);
      boolean inherited =
          descent.isPresent() && frequency(descent.get().ancestor, change) > HARDLY_ANY;
      if (inherited) {
        continue;
      }
      if (frequency(lineage, change) > NEARLY_ALL) {
        descent.ifPresent(way -> gains.add(way.child));
      } else if (WilsonInterval.of(carriers, genomes.get(lineage)).lower() > POLYMORPHIC_ABOVE) {
        gains.add(lineage);
      }
    }
    return gains;
  }

  private boolean circulates(String lineage) {
    return !lineage.isEmpty() && genomes.get(lineage) >= FEWEST_GENOMES;
  }

  private long carriers(String lineage, String change) {
    MutationCounts changes = carried.get(lineage);
    return changes == null ? 0 : changes.get(change);
  }

  private double frequency(String lineage, String change) {
    return (double) carriers(lineage, change) / genomes.get(lineage);
  }

  private Optional<Descent> descent(String lineage) {
    Set<String> seen = new HashSet<>(Set.of(lineage));
    String child = lineage;
    Optional<String> next = lineages.parent(lineage);
    while (next.isPresent() && seen.add(next.get())) {
      if (circulates(next.get())) {
        return Optional.of(new Descent(next.get(), child));
      }
      child = next.get();
      next = lineages.parent(child);
    }
    return Optional.empty();
  }
}
