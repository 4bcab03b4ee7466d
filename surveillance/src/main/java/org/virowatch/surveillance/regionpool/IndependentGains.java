package org.virowatch.surveillance.regionpool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.virowatch.surveillance.count.MutationName;
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
 * <p>Frequencies are among the lineage's genomes that know the codon. Of fewer than {@value
 * #FEWEST_GENOMES} of them nothing is said: such a lineage neither gained a change nor stands for
 * the ancestor of another.
 */
final class IndependentGains {
  static final int FEWEST_GENOMES = 10;
  static final int FEWEST_CARRIERS = 3;
  static final double POLYMORPHIC_ABOVE = 0.02;
  private static final double NEARLY_ALL = 0.85;
  private static final double HARDLY_ANY = 0.1;

  private final LineageHierarchy lineages;
  private final Map<String, CarriedCounts> counts;

  /** The genomes of an ancestor of a lineage, and the child of it on the way. */
  private record Descent(CarriedCounts ancestor, String child) {}

  private final Map<String, List<Descent>> descents = new HashMap<>();

  /**
   * Takes counts.
   *
   * @param counts genomes by exact lineage
   */
  IndependentGains(LineageHierarchy lineages, Map<String, CarriedCounts> counts) {
    this.lineages = lineages;
    this.counts = counts;
  }

  /** Returns where a change arose: the names of lineages, each standing for one gain. */
  SortedSet<String> of(String change) {
    MutationName name = MutationName.of(change);
    NavigableSet<String> gains = new TreeSet<>();
    counts.forEach(
        (lineage, ofLineage) -> {
          if (ofLineage.carriers(name) >= FEWEST_CARRIERS
              && !lineage.isEmpty()
              && tells(ofLineage, name)) {
            gain(lineage, ofLineage, name).ifPresent(gains::add);
          }
        });
    return gains;
  }

  private Optional<String> gain(String lineage, CarriedCounts ofLineage, MutationName change) {
    Optional<Descent> descent =
        descents.computeIfAbsent(lineage, this::descents).stream()
            .filter(way -> tells(way.ancestor, change))
            .findFirst();
    if (descent.filter(way -> share(way.ancestor, change) > HARDLY_ANY).isPresent()) {
      return Optional.empty();
    }
    if (share(ofLineage, change) > NEARLY_ALL) {
      return descent.map(Descent::child);
    }
    return WilsonInterval.of(ofLineage.carriers(change), ofLineage.known(change)).lower()
            > POLYMORPHIC_ABOVE
        ? Optional.of(lineage)
        : Optional.empty();
  }

  private static boolean tells(CarriedCounts ofLineage, MutationName change) {
    return ofLineage.known(change) >= FEWEST_GENOMES;
  }

  private static double share(CarriedCounts ofLineage, MutationName change) {
    return (double) ofLineage.carriers(change) / ofLineage.known(change);
  }

  /** Returns the ancestors that circulate, the nearest first. */
  private List<Descent> descents(String lineage) {
    List<Descent> ways = new ArrayList<>();
    Set<String> seen = new HashSet<>(Set.of(lineage));
    String child = lineage;
    Optional<String> next = lineages.parent(lineage);
    while (next.isPresent() && seen.add(next.get())) {
      CarriedCounts ancestor = counts.get(next.get());
      if (ancestor != null && ancestor.genomes() >= FEWEST_GENOMES) {
        ways.add(new Descent(ancestor, child));
      }
      child = next.get();
      next = lineages.parent(child);
    }
    return ways;
  }
}
