package org.virowatch.surveillance.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.virowatch.surveillance.count.LongCounts;

/**
 * What is compared of a lab, in one pass over its tally: scattered private substitutions by
 * lineage, and those that may recur. Read only once made.
 */
final class ComparedLab {
  private static final double NEGLIGIBLE = 1e-6;

  /**
   * One of its lineages.
   *
   * @param index of the lineage among those of all labs
   * @param hash of its name
   * @param ordinary genomes with few private substitutions
   * @param genomes all genomes
   */
  record Lineage(int index, int hash, long ordinary, long genomes) {}

  private record Carried(long substitution, int place, long count) {}

  final String name;
  final LabTally tally;
  final long genomes;
  final long ordinary;

  /** Those with most ordinary genomes first. */
  final List<Lineage> lineages = new ArrayList<>();

  /**
   * Scattered private substitutions, by place of the lineage: those that a genome would have alone
   * among {@link LabComparison#LEAST_GENOMES} of the lab, summed over genomes. A lab's number of
   * genomes does not matter to how many there are of a genome (rarefaction: S. H. Hurlbert, "The
   * nonconcept of species diversity", Ecology 52 (1971) 577–586).
   */
  final double[] scattered;

  /** Substitutions that recur in the largest lineages. */
  final LongCounts candidates = new LongCounts();

  /** Genomes with many private substitutions that have one, by substitution. */
  final LongCounts ofMany = new LongCounts();

  /** Hashes of lineages, an open-addressing table; −1 marks a free slot. */
  private final int[] hashes;

  /** Places of those lineages. */
  private final int[] places;

  /**
   * Reads a tally.
   *
   * @param indexes numbers of lineages, to which new ones are added
   */
  ComparedLab(String name, LabTally tally, Map<String, Integer> indexes) {
    this.name = name;
    this.tally = tally;
    TreeSet<String> names = new TreeSet<>();
    tally.ordinary().forEach((lineage, count) -> names.add(lineage));
    tally.unusual().forEach((lineage, count) -> names.add(lineage));
    for (String lineage : names) {
      long ordinaryOnes = Math.max(0, tally.ordinary().get(lineage));
      long all = ordinaryOnes + Math.max(0, tally.unusual().get(lineage));
      if (all > 0) {
        Integer next = indexes.size();
        Integer known = indexes.putIfAbsent(lineage, next);
        lineages.add(
            new Lineage(
                known == null ? next : known, CarrierCounts.hash(lineage), ordinaryOnes, all));
      }
    }
    lineages.sort(Comparator.comparingLong(Lineage::ordinary).reversed());
    hashes = new int[Integer.highestOneBit(lineages.size() + 1) * 4];
    places = new int[hashes.length];
    Arrays.fill(hashes, -1);
    long sum = 0;
    long ordinarySum = 0;
    for (int place = 0; place < lineages.size(); place++) {
      Lineage lineage = lineages.get(place);
      sum += lineage.genomes;
      ordinarySum += lineage.ordinary;
      int slot = slot(lineage.hash);
      if (hashes[slot] < 0) {
        hashes[slot] = lineage.hash;
        places[slot] = place;
      }
    }
    genomes = sum;
    ordinary = ordinarySum;
    scattered = new double[lineages.size()];
    read(alone(genomes));
  }

  private int slot(int hash) {
    int slot = hash & (hashes.length - 1);
    while (hashes[slot] >= 0 && hashes[slot] != hash) {
      slot = (slot + 1) & (hashes.length - 1);
    }
    return slot;
  }

  /**
   * Returns the probability that none of the others of a sample has what so many genomes have, by
   * their number, as long as it is not negligible.
   */
  private static double[] alone(long genomes) {
    long others = Math.min(genomes, LabComparison.LEAST_GENOMES) - 1;
    double[] alone = new double[(int) genomes + 1];
    double probability = 1;
    for (int with = 1; with < alone.length && probability > NEGLIGIBLE; with++) {
      alone[with] = probability;
      probability *= Math.max(0, genomes - with - others) / (double) (genomes - with);
    }
    return alone;
  }

  private void read(double[] alone) {
    long[] needed = new long[lineages.size()];
    long covered = 0;
    for (int place = 0; place < needed.length; place++) {
      long here = lineages.get(place).ordinary;
      boolean large = 2 * covered < ordinary;
      needed[place] = large ? Math.max(1, (long) (here * LabComparison.LEAST_SHARE / 3)) : -1;
      covered += here;
    }
    List<Carried> manys = new ArrayList<>();
    tally
        .carriers()
        .forEach(
            (substitution, lineage, many, count) -> {
              int slot = slot(lineage);
              if (hashes[slot] < 0 || count <= 0) {
                return;
              }
              int place = places[slot];
              if (many) {
                ofMany.add(substitution, count);
                manys.add(new Carried(substitution, place, count));
                return;
              }
              scattered[place] += count * alone[(int) Math.min(count, genomes)];
              if (needed[place] > 0 && count >= needed[place]) {
                candidates.add(substitution, count);
              }
            });
    for (Carried carried : manys) {
      long all = Math.min(ofMany.get(carried.substitution), genomes);
      scattered[carried.place] += carried.count * alone[(int) all];
    }
  }

  /** Returns how many of its ordinary genomes have a substitution privately. */
  long carriers(long substitution) {
    long sum = 0;
    for (Lineage lineage : lineages) {
      sum += Math.max(0, tally.carriers().ofFew(substitution, lineage.hash));
    }
    return sum;
  }
}
