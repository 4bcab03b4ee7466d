package org.virowatch.stack.simulate;

import java.util.List;

/**
 * How one lineage spreads against the one it competes with: its odds grow exponentially from the
 * day it is first seen, so frequencies are multinomial-logistic, as in the models that surveillance
 * fits to real ones (Abousamra, Figgins and Bedford 2024, PLOS Comput Biol 20:e1012443).
 *
 * @param lineage name in the built-in dataset
 * @param rival lineage its odds are against; empty for those there from the beginning
 * @param odds odds against the rival on the day of introduction
 * @param growth growth of the logarithm of the odds, per day
 * @param introduced day of introduction
 * @param origin ISO 3166-2 code of the only region it is introduced to; empty for all at once
 * @param spread days until it reaches the other regions of the origin's country; others later
 */
record LineageWave(
    String lineage,
    String rival,
    double odds,
    double growth,
    double introduced,
    String origin,
    double spread) {

  /** Days of the standard scenario; other periods are stretched to it. */
  static final double STANDARD_DAYS = 212;

  /** The lineage that emerges from one region. */
  static final String EMERGING = "BA.2.75";

  /** The region it emerges from. */
  static final String EMERGING_FROM = "GB-SCT";

  /**
   * Delta, BA.1, BA.2 and BA.5 replace one another at rates like those of 2022; then BA.2.75 leaves
   * Scotland.
   */
  static List<LineageWave> standard() {
    return List.of(
        original("AY.4", 1),
        original("AY.43", 0.4),
        original("B.1.617.2", 0.3),
        everywhere("BA.1", "AY.4", 0.02, 0.14, 3),
        everywhere("BA.1.1", "BA.1", 0.15, 0.02, 5),
        everywhere("BA.1.17.2", "BA.1", 0.2, 0.005, 5),
        everywhere("BA.2", "BA.1", 0.01, 0.10, 40),
        everywhere("BA.2.9", "BA.2", 0.2, 0.002, 45),
        everywhere("BA.2.12.1", "BA.2", 0.01, 0.05, 110),
        everywhere("BA.4", "BA.2", 0.008, 0.07, 112),
        everywhere("BA.5", "BA.2", 0.008, 0.09, 110),
        everywhere("BA.5.1", "BA.5", 0.3, 0.01, 120),
        everywhere("BA.5.2", "BA.5", 0.2, 0.02, 120),
        new LineageWave(EMERGING, "BA.2", 0.006, 0.15, 135, EMERGING_FROM, 20));
  }

  private static LineageWave original(String lineage, double share) {
    return new LineageWave(lineage, "", share, 0, 0, "", 0);
  }

  private static LineageWave everywhere(
      String lineage, String rival, double odds, double growth, double introduced) {
    return new LineageWave(lineage, rival, odds, growth, introduced, "", 0);
  }
}
