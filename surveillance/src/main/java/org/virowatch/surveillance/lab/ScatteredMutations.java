package org.virowatch.surveillance.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Compares how many private substitutions labs have that their own genomes hardly share. A variant
 * that the tree does not know has the same in each of its genomes, so it adds none. Each lab is
 * taken against what its lineages have elsewhere, and that ratio against the median and the median
 * absolute deviation of its peers (P. J. Rousseeuw and C. Croux, "Alternatives to the median
 * absolute deviation", JASA 88 (1993) 1273–1283), which one bad lab cannot move, with Student's
 * quantiles for their few values.
 */
final class ScatteredMutations {
  /** Peers, without the lab itself, that a comparison of means needs. */
  private static final int LEAST_PEERS = 4;

  /** Of normal values, the standard deviation over the median absolute deviation. */
  private static final double DEVIATION = 1.4826;

  /** Genomes' worth by which the rate of a lineage leans on that of all. */
  private static final double SHRINKAGE = 20;

  private final List<ComparedLab> labs;
  private final double[] substitutions;
  private final double[] genomes;

  /**
   * Adds the labs up.
   *
   * @param lineages how many lineages there are in all labs
   */
  ScatteredMutations(List<ComparedLab> labs, int lineages) {
    this.labs = labs;
    this.substitutions = new double[lineages];
    this.genomes = new double[lineages];
    labs.forEach(lab -> add(lab, 1));
  }

  private void add(ComparedLab lab, int factor) {
    for (int place = 0; place < lab.scattered.length; place++) {
      ComparedLab.Lineage lineage = lab.lineages.get(place);
      substitutions[lineage.index()] += factor * lab.scattered[place];
      genomes[lineage.index()] += (double) factor * lineage.genomes();
    }
  }

  /** Returns a test of each lab, with its p as it is. */
  List<LabFinding> tests() {
    List<LabFinding> tests = new ArrayList<>();
    if (labs.size() > LEAST_PEERS) {
      for (ComparedLab lab : labs) {
        add(lab, -1);
        tests.add(test(lab));
        add(lab, 1);
      }
    }
    return tests;
  }

  /** While the lab is not among the sums. */
  private LabFinding test(ComparedLab lab) {
    double all = (Arrays.stream(substitutions).sum() + 0.5) / (Arrays.stream(genomes).sum() + 1);
    double[] rates = new double[genomes.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = (substitutions[i] + SHRINKAGE * all) / (genomes[i] + SHRINKAGE);
    }
    double[] peers = new double[labs.size() - 1];
    int next = 0;
    for (ComparedLab peer : labs) {
      if (peer != lab) {
        peers[next++] = Arrays.stream(peer.scattered).sum() / expected(peer, rates);
      }
    }
    double median = median(peers);
    double deviation =
        DEVIATION * median(Arrays.stream(peers).map(ratio -> Math.abs(ratio - median)).toArray());
    double expected = expected(lab, rates);
    double own = Arrays.stream(lab.scattered).sum() / expected;
    // As many as its genomes differ in: a few genomes of something new must not make an outlier.
    double variance = Math.max(lab.tally.variance(), median * expected / lab.genomes);
    double chance = Math.sqrt(variance * lab.genomes) / expected;
    double z = (own - median) / Math.hypot(deviation, chance);
    return new LabFinding(
        lab.name,
        LabFinding.Kind.PRIVATE_MUTATIONS,
        "",
        own * expected / lab.genomes,
        median * expected / lab.genomes,
        lab.genomes,
        TDistribution.of(freedom(deviation, peers.length, chance, lab.genomes))
            .survivalProbability(z));
  }

  /**
   * Degrees of freedom of a sum of two variances: B. L. Welch, "The generalization of 'Student's'
   * problem when several different population variances are involved", Biometrika 34 (1947) 28–35.
   */
  private static double freedom(double deviation, long peers, double chance, long genomes) {
    double ofPeers = deviation * deviation;
    double ofGenomes = chance * chance;
    double sum = ofPeers + ofGenomes;
    return sum * sum / (ofPeers * ofPeers / (peers - 1) + ofGenomes * ofGenomes / (genomes - 1));
  }

  private static double expected(ComparedLab lab, double[] rates) {
    double sum = 0;
    for (ComparedLab.Lineage lineage : lab.lineages) {
      sum += lineage.genomes() * rates[lineage.index()];
    }
    return sum;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
