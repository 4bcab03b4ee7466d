package org.virowatch.surveillance.bias;

import java.util.List;

/**
 * The frequency of a subject over several regions as it would be if each were sampled in proportion
 * to its weight (post-stratification: D. Holt and T. M. F. Smith, JRSS A 142 (1979) 33–46): the
 * weighted mean of the regions' frequencies. The interval is Wilson's at the effective number of
 * genomes, the number of a plain sample with the same variance (L. Kish, "Survey Sampling", 1965).
 *
 * @param plain frequency of all genomes together, unweighted
 * @param weighted frequency, weighted
 * @param lower lower 95 % bound of the weighted frequency
 * @param upper upper 95 % bound of the weighted frequency
 * @param effectiveGenomes effective number of genomes, at most as many as there are
 * @param covered share of the weight that lies in regions with genomes; the others are passed over
 */
public record WeightedFrequency(
    double plain,
    double weighted,
    double lower,
    double upper,
    double effectiveGenomes,
    double covered) {
  private static final double Z = 1.959963984540054;

  /**
   * Counts of one region.
   *
   * @param subject k
   * @param genomes n
   * @param weight population or cases
   */
  public record Stratum(long subject, long genomes, double weight) {}

  /** Returns the frequency; 0 with the interval 0 to 1 where there is no genome or no weight. */
  public static WeightedFrequency of(List<Stratum> strata) {
    double subject = 0;
    double genomes = 0;
    double total = 0;
    double covered = 0;
    for (Stratum stratum : strata) {
      subject += stratum.subject;
      genomes += stratum.genomes;
      total += stratum.weight;
      covered += stratum.genomes > 0 ? stratum.weight : 0;
    }
    double plain = genomes > 0 ? subject / genomes : 0;
    if (covered == 0) {
      return new WeightedFrequency(plain, 0, 0, 1, 0, 0);
    }
    double weighted = 0;
    double squares = 0;
    for (Stratum stratum : strata) {
      if (stratum.genomes > 0) {
        double share = stratum.weight / covered;
        weighted += share * stratum.subject / stratum.genomes;
        squares += share * share / stratum.genomes;
      }
    }
    double effective = Math.min(genomes, 1 / squares);
    double centre = (weighted + Z * Z / (2 * effective)) / (1 + Z * Z / effective);
    double half =
        Z
            * Math.sqrt(weighted * (1 - weighted) / effective + Z * Z / (4 * effective * effective))
            / (1 + Z * Z / effective);
    return new WeightedFrequency(
        plain,
        weighted,
        Math.max(0, centre - half),
        Math.min(1, centre + half),
        effective,
        covered / total);
  }
}
