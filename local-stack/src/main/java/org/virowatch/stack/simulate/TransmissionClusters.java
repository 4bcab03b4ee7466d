package org.virowatch.stack.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who inherits from whom: genomes of one lineage and region fall into clusters that share
 * mutations; new clusters descend from older ones, here or elsewhere, at about the clock of
 * SARS-CoV-2 (two substitutions a month; Duchene et al. 2020, Virus Evol 6:veaa061).
 */
final class TransmissionClusters {
  private static final int REMEMBERED = 12;
  private static final double NEW_CLUSTER = 0.2;
  private static final double IMPORTED = 0.1;
  private static final double SUBSTITUTIONS_PER_DAY = 2.0 / 30;
  private static final double INDEL_IN_CLUSTER = 0.02;
  private static final double OWN_SUBSTITUTIONS = 0.6;
  private static final double OWN_INDEL = 0.004;

  private final NeutralMutations mutations;
  private final SeededRandom random;
  private final Map<String, List<PrivateChanges>> here = new HashMap<>();
  private final Map<String, PrivateChanges> elsewhere = new HashMap<>();
  private final Map<String, Double> firstSeen = new HashMap<>();

  TransmissionClusters(NeutralMutations mutations, SeededRandom random) {
    this.mutations = mutations;
    this.random = random;
  }

  /** The changes of the next genome; to be called in the order of collection. */
  PrivateChanges next(String lineage, String region, double day) {
    List<PrivateChanges> clusters =
        here.computeIfAbsent(lineage + "|" + region, key -> new ArrayList<>());
    double age = day - firstSeen.computeIfAbsent(lineage, key -> day);
    if (clusters.isEmpty() || random.chance(NEW_CLUSTER)) {
      PrivateChanges founder = founder(parent(lineage, clusters), age);
      clusters.add(founder);
      elsewhere.put(lineage, founder);
      if (clusters.size() > REMEMBERED) {
        clusters.remove(0);
      }
    }
    PrivateChanges genome = clusters.get(random.nextInt(clusters.size()));
    for (int i = random.poisson(OWN_SUBSTITUTIONS); i > 0; i--) {
      genome = genome.with(mutations.substitution(random));
    }
    return random.chance(OWN_INDEL) ? genome.with(mutations.indel(random)) : genome;
  }

  private PrivateChanges parent(String lineage, List<PrivateChanges> clusters) {
    if (clusters.isEmpty() || random.chance(IMPORTED)) {
      return elsewhere.getOrDefault(lineage, PrivateChanges.NONE);
    }
    return clusters.get(random.nextInt(clusters.size()));
  }

  private PrivateChanges founder(PrivateChanges parent, double age) {
    PrivateChanges founder = parent;
    double most = 2 + SUBSTITUTIONS_PER_DAY * age;
    while (founder.substitutions().length < most && random.chance(0.6)) {
      founder = founder.with(mutations.substitution(random));
    }
    return random.chance(INDEL_IN_CLUSTER) ? founder.with(mutations.indel(random)) : founder;
  }
}
