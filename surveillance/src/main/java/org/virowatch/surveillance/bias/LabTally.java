package org.virowatch.surveillance.bias;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one lab, or one batch of it, sent in a stretch of time. Adds up. Not safe for use by several
 * threads at once.
 */
public final class LabTally {
  private long genomes;
  private long privateMutations;
  private long impossibleDates;
  private final Map<String, Long> missingAmplicons = new HashMap<>();
  private final Map<String, Long> mutations = new HashMap<>();
  private final Map<String, Set<String>> lineagesOfMutation = new HashMap<>();

  /** Makes one of no genome. */
  public LabTally() {}

  /**
   * Adds a genome.
   *
   * @param lineage its lineage, empty when it has none
   * @param privateMutations its mutations that no node of the tree explains
   * @param missingAmplicons names of the amplicons that are unknown throughout
   * @param impossibleDate whether its date of collection lies after its submission, before the
   *     virus was known, or in the same way cannot be
   */
  public LabTally add(
      String lineage,
      Set<String> privateMutations,
      Set<String> missingAmplicons,
      boolean impossibleDate) {
    genomes++;
    this.privateMutations += privateMutations.size();
    impossibleDates += impossibleDate ? 1 : 0;
    for (String amplicon : missingAmplicons) {
      this.missingAmplicons.merge(amplicon, 1L, Long::sum);
    }
    for (String mutation : privateMutations) {
      mutations.merge(mutation, 1L, Long::sum);
      lineagesOfMutation.computeIfAbsent(mutation, absent -> new HashSet<>()).add(lineage);
    }
    return this;
  }

  /** Returns the number of genomes. */
  public long genomes() {
    return genomes;
  }

  /** Returns private mutations a genome, 0 without a genome. */
  public double privateMutationsPerGenome() {
    return genomes == 0 ? 0 : (double) privateMutations / genomes;
  }

  /** Returns how many genomes have an impossible date. */
  public long impossibleDates() {
    return impossibleDates;
  }

  /** Returns genomes that miss an amplicon, by its name. */
  public Map<String, Long> missingAmplicons() {
    return Map.copyOf(missingAmplicons);
  }

  /** Returns genomes that have a mutation privately, by its name. */
  public Map<String, Long> mutations() {
    return Map.copyOf(mutations);
  }

  /** Returns in how many lineages the lab has a mutation privately. */
  public int lineages(String mutation) {
    return lineagesOfMutation.getOrDefault(mutation, Set.of()).size();
  }
}
