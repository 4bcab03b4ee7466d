package org.virowatch.surveillance.lab;

import java.util.Comparator;
import java.util.List;

/**
 * Genomes of one lineage that have a mutation.
 *
 * @param carriers genomes that have it
 * @param genomes all genomes
 */
record Carriers(long carriers, long genomes) {
  /** Lineages that are left out, those with most carriers: a variant comes to lie on so many. */
  private static final int LEFT_OUT = 3;

  /** Carriers in the others. */
  private static final long LEAST_ELSEWHERE = 2;

  /** By how much shares of lineages may differ from that of all. */
  private static final double UNLIKE = 3;

  /** By how much likelier two carriers are of one lineage than two others. */
  private static final double CROWDED = 2;

  /** Genomes without the mutation that tell what lineages there are. */
  private static final long LEAST_OTHERS = 10;

  /** Carriers that lineages without one lack at most, as a share of all, or beyond chance. */
  private static final double FREE = 0.1;

  private static final double CHANCE = 2;

  /**
   * Returns whether carriers are of the same lineages as the other genomes, about in proportion:
   * not crowded in a few, with about the same share in most genomes' lineages, absent from hardly
   * any, and there also without the lineages that have most of them.
   */
  static boolean areEverywhere(List<Carriers> lineages) {
    long with = lineages.stream().mapToLong(Carriers::carriers).sum();
    long all = lineages.stream().mapToLong(Carriers::genomes).sum();
    double share = (double) with / all;
    // Where all but a few are carriers, all genomes tell what lineages there are.
    long compared = all - with >= LEAST_OTHERS ? all - with : all;
    double pairsWith = 0;
    double pairsCompared = 0;
    long likeAll = 0;
    for (Carriers lineage : lineages) {
      long others = compared == all ? lineage.genomes : lineage.genomes - lineage.carriers;
      if (lineage.carriers > UNLIKE + UNLIKE * share * lineage.genomes) {
        return false;
      }
      pairsWith += (double) lineage.carriers * (lineage.carriers - 1);
      pairsCompared += (double) others * (others - 1);
      likeAll += lineage.carriers * UNLIKE >= share * lineage.genomes ? lineage.genomes : 0;
    }
    // Simpson's index of each, which few genomes do not bias.
    double crowdWith = pairsWith / ((double) with * (with - 1));
    double crowdCompared = pairsCompared / ((double) compared * (compared - 1));
    return crowdWith <= CROWDED * crowdCompared + 1.0 / with
        && 2 * likeAll >= all
        && hardlyAnyIsFree(lineages, share, with)
        && areElsewhere(lineages, share);
  }

  /** Whether lineages without a carrier are few, or so small that chance leaves them without. */
  private static boolean hardlyAnyIsFree(List<Carriers> lineages, double share, long with) {
    double missed = 0;
    double byChance = 0;
    for (Carriers lineage : lineages) {
      double expected = share * lineage.genomes;
      missed += lineage.carriers == 0 ? expected : 0;
      byChance += expected * Math.pow(1 - share, (double) lineage.genomes);
    }
    return missed <= Math.max(FREE * with, byChance + CHANCE);
  }

  private static boolean areElsewhere(List<Carriers> lineages, double share) {
    List<Carriers> others =
        lineages.stream()
            .sorted(Comparator.comparingLong(Carriers::carriers).reversed())
            .skip(LEFT_OUT)
            .toList();
    long with = others.stream().mapToLong(Carriers::carriers).sum();
    long all = others.stream().mapToLong(Carriers::genomes).sum();
    return with >= LEAST_ELSEWHERE && with * UNLIKE >= share * all;
  }
}
