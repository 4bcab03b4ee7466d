package org.virowatch.surveillance.growthmodel;

/**
 * Which variants may be no variants of their own. Most new names are given to sub-lineages that
 * grow exactly as a lineage already known does: they rise while it rises, and keep a small share of
 * it. So, before it sees genomes, the model holds it as likely as not that a variant is neutral
 * within a more frequent one, chosen by frequency, and otherwise that it grows at a rate of its
 * own. The odds change by the Bayes factor of equal growth, the Savage–Dickey ratio of posterior to
 * prior density of the difference at 0 (J. Dickey, "The weighted likelihood ratio, linear
 * hypotheses on normal location parameters", Annals of Mathematical Statistics 42 (1971) 204–223).
 */
final class Siblings {
  /** Before any genome: as likely as not. */
  private static final double PRIOR = 0.5;

  /** Growths a day that are nearer than about this are alike. */
  private static final double ALIKE = 0.005;

  private final int[] parents;
  private final double[] neutral;

  private Siblings(int[] parents, double[] neutral) {
    this.parents = parents;
    this.neutral = neutral;
  }

  /** Judges every variant of a posterior. */
  static Siblings of(PooledPosterior posterior, double growthPrior) {
    WeeklyCounts counts = posterior.counts();
    int variants = counts.variants().size();
    double[] share = latestShares(counts);
    double[] growth = posterior.mode().sharedGrowth();
    double[][] covariance = posterior.sharedGrowthCovariance();
    int[] parents = new int[variants];
    double[] neutral = new double[variants];
    for (int variant = 0; variant < variants; variant++) {
      double sum = 0;
      double best = 0;
      parents[variant] = -1;
      for (int other = 0; other < variants; other++) {
        if (other == variant || share[other] <= share[variant]) {
          continue;
        }
        double variance =
            covariance[variant][variant]
                + covariance[other][other]
                - 2 * covariance[variant][other]
                + ALIKE * ALIKE;
        double difference = growth[variant] - growth[other];
        double factor =
            Math.sqrt(2)
                * growthPrior
                / Math.sqrt(variance)
                * Math.exp(-difference * difference / (2 * variance));
        double weight = share[other] * factor;
        sum += weight;
        if (weight > best) {
          best = weight;
          parents[variant] = other;
        }
      }
      neutral[variant] = PRIOR * sum / (PRIOR * sum + 1 - PRIOR);
    }
    return new Siblings(parents, neutral);
  }

  /** Mean over regions of each variant's share of the later half of the window. */
  private static double[] latestShares(WeeklyCounts counts) {
    double[] shares = new double[counts.variants().size()];
    int regions = counts.regions().size();
    for (int region = 0; region < regions; region++) {
      double[] genomes = new double[shares.length];
      double all = 0;
      for (int variant = 0; variant < shares.length; variant++) {
        for (int week = counts.weeks() / 2; week < counts.weeks(); week++) {
          genomes[variant] += counts.genomes(region, variant, week);
        }
        all += genomes[variant];
      }
      for (int variant = 0; variant < shares.length; variant++) {
        shares[variant] += genomes[variant] / Math.max(1, all) / regions;
      }
    }
    return shares;
  }

  /** Returns the likeliest variant that this one may be neutral within, -1 when there is none. */
  int parent(int variant) {
    return parents[variant];
  }

  /** Returns the probability that the variant grows as a more frequent one does. */
  double neutral(int variant) {
    return neutral[variant];
  }
}
