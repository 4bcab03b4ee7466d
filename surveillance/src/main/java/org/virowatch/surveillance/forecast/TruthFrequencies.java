package org.virowatch.surveillance.forecast;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.virowatch.surveillance.history.DailyCounts;

/**
 * Frequencies as they turned out to be: the mean, over the seven days centred on a day, of each
 * day's share of genomes; days without a genome are left out. So forecasts were scored by
 * Abousamra, Figgins and Bedford (2024).
 */
public final class TruthFrequencies {
  private static final int HALF_WINDOW = 3;

  private final DailyCounts counts;

  /** Takes counts that are complete. */
  public TruthFrequencies(DailyCounts counts) {
    this.counts = counts;
  }

  /** Returns the locations of the counts. */
  public List<String> locations() {
    return counts.locations();
  }

  /** Returns the variants of the counts, in the order of {@link #at}. */
  public List<String> variants() {
    return counts.variants();
  }

  /**
   * Returns the frequency of each variant.
   *
   * @return nothing where no genome is known in the seven days, or the location is unknown
   */
  public Optional<double[]> at(String location, LocalDate day) {
    int place = counts.locations().indexOf(location);
    if (place < 0) {
      return Optional.empty();
    }
    double[] mean = new double[counts.variants().size()];
    int days = 0;
    int centre = counts.indexOf(day);
    for (int d = centre - HALF_WINDOW; d <= centre + HALF_WINDOW; d++) {
      int total = counts.total(place, d);
      if (total > 0) {
        days++;
        for (int v = 0; v < mean.length; v++) {
          mean[v] += (double) counts.count(place, v, d) / total;
        }
      }
    }
    if (days == 0) {
      return Optional.empty();
    }
    for (int v = 0; v < mean.length; v++) {
      mean[v] /= days;
    }
    return Optional.of(mean);
  }
}
