package org.virowatch.surveillance.forecast;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares forecasts with what turned out to be. Locations and dates without any forecast, or
 * without truth, are not scored.
 */
public final class ForecastScorer {
  /** Name of the mean over locations. */
  public static final String ALL = "all";

  private static final double OUTSIDE = 2 / 0.05;
  private static final double POINTS = 100;

  /** Bounds of floating-point numbers that were written with some digits. */
  private static final double ROUNDING = 1e-9;

  private final TruthFrequencies truth;
  private final Set<Integer> leads;
  private final Map<Case, Map<String, ForecastRow>> cases = new HashMap<>();

  private record Case(String location, LocalDate observed, int lead) {}

  private record Place(String location, int lead) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byName = location.compareTo(other.location);
      return byName != 0 ? byName : Integer.compare(lead, other.lead);
    }
  }

  /**
   * Makes a scorer.
   *
   * @param leads days from observation to the day forecast, negative before it
   */
  public ForecastScorer(TruthFrequencies truth, List<Integer> leads) {
    this.truth = truth;
    this.leads = new HashSet<>(leads);
  }

  /** Takes a forecast; those of other leads are passed over. */
  public void add(ForecastRow row) {
    int lead = (int) ChronoUnit.DAYS.between(row.observed(), row.date());
    if (leads.contains(lead)) {
      cases
          .computeIfAbsent(
              new Case(row.location(), row.observed(), lead), absent -> new HashMap<>())
          .put(row.variant(), row);
    }
  }

  /** Returns scores by location and lead, then the means over locations by lead. */
  public List<ForecastScore> scores() {
    TreeMap<Place, Sums> places = new TreeMap<>();
    cases.forEach(
        (one, rows) ->
            truth
                .at(one.location(), one.observed().plusDays(one.lead()))
                .ifPresent(
                    frequencies ->
                        places
                            .computeIfAbsent(
                                new Place(one.location(), one.lead()), absent -> new Sums())
                            .add(truth.variants(), frequencies, rows)));
    List<ForecastScore> scores = new ArrayList<>();
    TreeMap<Integer, List<ForecastScore>> byLead = new TreeMap<>();
    places.forEach(
        (place, sums) -> {
          ForecastScore score = sums.score(place.location(), place.lead());
          scores.add(score);
          byLead.computeIfAbsent(place.lead(), absent -> new ArrayList<>()).add(score);
        });
    byLead.forEach((lead, ofLead) -> scores.add(mean(lead, ofLead)));
    return scores;
  }

  private static ForecastScore mean(int lead, List<ForecastScore> scores) {
    return new ForecastScore(
        ALL,
        lead,
        scores.stream().mapToInt(ForecastScore::dates).sum(),
        scores.stream().mapToDouble(ForecastScore::error).average().orElse(Double.NaN),
        scores.stream().mapToDouble(ForecastScore::coverage).average().orElse(Double.NaN),
        scores.stream().mapToDouble(ForecastScore::coverageOfAll).average().orElse(Double.NaN),
        scores.stream().mapToDouble(ForecastScore::width).average().orElse(Double.NaN),
        scores.stream().mapToDouble(ForecastScore::intervalScore).average().orElse(Double.NaN),
        scores.stream().mapToDouble(ForecastScore::weightedScore).average().orElse(Double.NaN));
  }

  /** Sums over dates of means over variants. */
  private static final class Sums {
    private int dates;
    private double error;
    private double coverage;
    private double coverageOfAll;
    private double width;
    private double intervalScore;
    private double weightedScore;

    void add(List<String> variants, double[] frequencies, Map<String, ForecastRow> rows) {
      int n = variants.size();
      int forecast = 0;
      int covered = 0;
      int coveredForecasts = 0;
      double absolute = 0;
      double widths = 0;
      double outside = 0;
      for (int v = 0; v < n; v++) {
        ForecastRow row = rows.get(variants.get(v));
        double lower = row == null ? 0 : row.lower();
        double upper = row == null ? 0 : row.upper();
        double distance = Math.max(0, lower - frequencies[v]) + Math.max(0, frequencies[v] - upper);
        absolute += Math.abs((row == null ? 0 : row.frequency()) - frequencies[v]);
        widths += upper - lower;
        outside += distance;
        if (distance <= ROUNDING) {
          covered++;
          coveredForecasts += row == null ? 0 : 1;
        }
        forecast += row == null ? 0 : 1;
      }
      dates++;
      error += POINTS * absolute / n;
      coverage += forecast == 0 ? 1 : (double) coveredForecasts / forecast;
      coverageOfAll += (double) covered / n;
      width += POINTS * widths / n;
      double interval = (widths + OUTSIDE * outside) / n;
      intervalScore += POINTS * interval;
      weightedScore += POINTS * (absolute / n / 2 + interval / OUTSIDE) / 1.5;
    }

    ForecastScore score(String location, int lead) {
      return new ForecastScore(
          location,
          lead,
          dates,
          error / dates,
          coverage / dates,
          coverageOfAll / dates,
          width / dates,
          intervalScore / dates,
          weightedScore / dates);
    }
  }
}
