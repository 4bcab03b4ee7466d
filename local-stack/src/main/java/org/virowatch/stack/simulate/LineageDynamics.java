package org.virowatch.stack.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Frequencies of the lineages in each region on each day. */
final class LineageDynamics {
  private static final double FURTHER_AWAY = 1.7;
  private static final double DAYS_BETWEEN_REGIONS = 1.5;

  private final List<LineageWave> waves;
  private final Map<String, LineageWave> byLineage = new HashMap<>();
  private final List<SimulatedRegion> regions;
  private final double stretch;

  /**
   * @param days length of the simulated period; the standard scenario is stretched to it
   */
  LineageDynamics(List<LineageWave> waves, List<SimulatedRegion> regions, int days) {
    this.waves = waves;
    this.regions = regions;
    this.stretch = days / LineageWave.STANDARD_DAYS;
    for (LineageWave wave : waves) {
      byLineage.put(wave.lineage(), wave);
    }
  }

  List<LineageWave> waves() {
    return waves;
  }

  /** Weights of the lineages, in the order of {@link #waves}, on a day counted from the start. */
  double[] weights(int region, double day) {
    double standardDay = day / stretch;
    double[] weights = new double[waves.size()];
    for (int i = 0; i < weights.length; i++) {
      LineageWave wave = waves.get(i);
      boolean arrived = standardDay >= wave.introduced() + lag(wave, region);
      weights[i] = arrived ? StrictMath.exp(logWeight(wave, region, standardDay)) : 0;
    }
    return weights;
  }

  private double logWeight(LineageWave wave, int region, double standardDay) {
    double days = standardDay - wave.introduced() - lag(wave, region);
    double logOdds = StrictMath.log(wave.odds()) + wave.growth() * days;
    LineageWave rival = byLineage.get(wave.rival());
    return rival == null ? logOdds : logOdds + logWeight(rival, region, standardDay);
  }

  /** Days by which a lineage reaches a region after its introduction. */
  private double lag(LineageWave wave, int region) {
    SimulatedRegion here = regions.get(region);
    if (wave.rival().isEmpty() || here.code().equals(wave.origin())) {
      return 0;
    }
    if (wave.origin().isEmpty()) {
      return DAYS_BETWEEN_REGIONS * region;
    }
    boolean sameCountry = wave.origin().startsWith(here.countryCode());
    return wave.spread() * (sameCountry ? 1 : FURTHER_AWAY);
  }
}
