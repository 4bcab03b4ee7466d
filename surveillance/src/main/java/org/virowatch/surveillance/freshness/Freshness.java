package org.virowatch.surveillance.freshness;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.virowatch.surveillance.statistics.NegativeBinomial;

/**
 * Compares what a region or lab submits with its own last weeks. Daily counts are negative binomial
 * around a level times a weekly pattern; days of the history that stand out themselves weigh less,
 * so that an earlier gap or backlog does not widen the bounds, as in the improved Farrington method
 * (A. Noufaily and others, "An improved algorithm for outbreak detection in multiple surveillance
 * systems", Statistics in Medicine 32 (2013) 1206–1222; without its seasonal terms, which weeks of
 * history cannot give).
 *
 * @param historyDays days of history, before the week that is tested
 * @param p probability below which a stretch is told
 */
public record Freshness(int historyDays, double p) {
  /**
   * Eight weeks of history. At this p simulated sources without a fault are told 0.04 times a year
   * when their counts are Poisson, 0.5 times when their standard deviation is that of one to three
   * batches a day.
   */
  public static final Freshness USUAL = new Freshness(56, 0.0001);

  private static final int WEEK = 7;
  private static final int LEAST_DAYS = 21;
  private static final long LEAST_GENOMES = 20;

  /** Weight of the flat pattern against a weekday's own days. */
  private static final double PATTERN_PRIOR = 1;

  /** Anscombe residuals above this weigh less, as in Noufaily and others. */
  private static final double OUTLYING = 2.58;

  /** Of the median of days with genomes, what a day counts at most at the start. */
  private static final double CAP = 4;

  private static final int REWEIGHTINGS = 10;

  private static final double LARGEST_SHAPE = 1000;
  private static final double SMALLEST_SHAPE = 0.02;

  /** Genomes submitted on a day. */
  @FunctionalInterface
  public interface Submitted {
    /** Returns how many were submitted on a day; 0 where none was. */
    long on(LocalDate day);
  }

  /**
   * Tests a source.
   *
   * @param lastDay last day that is over
   * @param firstDay day of the source's first submission; days before it are no silence
   * @param submitted genomes by day of submission
   * @return what is wrong; nothing also for sources whose history is too short to tell
   */
  public Optional<FreshnessFinding> test(
      LocalDate lastDay, LocalDate firstDay, Submitted submitted) {
    int silent = 0;
    while (silent < historyDays && submitted.on(lastDay.minusDays(silent)) == 0) {
      silent++;
    }
    int tested = Math.max(WEEK, silent);
    LocalDate end = lastDay.minusDays(tested);
    int days = (int) Math.min(historyDays, end.toEpochDay() - firstDay.toEpochDay() + 1);
    if (days < LEAST_DAYS) {
      return Optional.empty();
    }
    double[] counts = new double[days];
    for (int day = 0; day < days; day++) {
      counts[day] = submitted.on(end.minusDays(day));
    }
    if (Arrays.stream(counts).sum() < LEAST_GENOMES) {
      return Optional.empty();
    }
    History history = new History(end, counts);
    if (silent > 0) {
      double probability = 1;
      double expected = 0;
      for (int day = 0; day < silent; day++) {
        double mean = history.mean(lastDay.minusDays(day));
        probability *= new NegativeBinomial(mean, history.shape).atMost(0);
        expected += mean;
      }
      if (probability < p) {
        return Optional.of(
            new FreshnessFinding(
                FreshnessFinding.Kind.STOPPED,
                lastDay.minusDays(silent - 1L),
                0,
                expected,
                probability));
      }
    }
    return week(lastDay, submitted, history);
  }

  private Optional<FreshnessFinding> week(LocalDate lastDay, Submitted submitted, History history) {
    long observed = 0;
    double expected = 0;
    double variance = 0;
    for (int day = 0; day < WEEK; day++) {
      double mean = history.mean(lastDay.minusDays(day));
      observed += submitted.on(lastDay.minusDays(day));
      expected += mean;
      variance += mean + mean * mean / history.shape;
    }
    // The level itself is known from so many weeks only.
    variance += expected * expected * history.levelVariance;
    // The scatter of whole weeks, where a lab's batches do not keep to days.
    variance = Math.max(variance, expected + expected * expected * history.weekScatter);
    double shape =
        Math.min(LARGEST_SHAPE, expected * expected / Math.max(1e-9, variance - expected));
    NegativeBinomial weekly = new NegativeBinomial(expected, Math.max(SMALLEST_SHAPE, shape));
    double few = weekly.atMost(observed);
    double many = weekly.atLeast(observed);
    if (Math.min(few, many) >= p) {
      return Optional.empty();
    }
    return Optional.of(
        new FreshnessFinding(
            few < many ? FreshnessFinding.Kind.SHRUNK : FreshnessFinding.Kind.JUMPED,
            lastDay.minusDays(WEEK - 1L),
            observed,
            expected,
            Math.min(few, many)));
  }

  /** Level, weekly pattern and scatter of the days before the stretch that is tested. */
  private static final class History {
    private final double[] pattern = new double[WEEK];
    private double level;
    private double shape = LARGEST_SHAPE;
    private double levelVariance;
    private double weekScatter;

    History(LocalDate end, double[] counts) {
      double[] weights = new double[counts.length];
      Arrays.fill(weights, 1);
      // An outlier would hide behind the scatter it makes itself, so the start does without.
      fit(end, capped(counts), weights);
      for (int round = 0; round < REWEIGHTINGS; round++) {
        reweight(end, counts, weights);
        fit(end, counts, weights);
      }
    }

    private static double[] capped(double[] counts) {
      double[] positive = Arrays.stream(counts).filter(count -> count > 0).sorted().toArray();
      double most = CAP * positive[positive.length / 2];
      return Arrays.stream(counts).map(count -> Math.min(count, most)).toArray();
    }

    /** Weighs days down that stand out, by their residual on the 2/3 scale of skewed counts. */
    private void reweight(LocalDate end, double[] counts, double[] weights) {
      for (int day = 0; day < counts.length; day++) {
        double mean = mean(end.minusDays(day));
        double scale = 2.0 / 3 * Math.sqrt(mean + mean * mean / shape) * Math.pow(mean, -1.0 / 3);
        double residual = (Math.pow(counts[day], 2.0 / 3) - Math.pow(mean, 2.0 / 3)) / scale;
        weights[day] = residual > OUTLYING ? Math.pow(OUTLYING / residual, 2) : 1;
      }
    }

    double mean(LocalDate day) {
      return level * pattern[day.getDayOfWeek().getValue() - 1];
    }

    private void fit(LocalDate end, double[] counts, double[] weights) {
      double sum = 0;
      double weight = 0;
      double[] byWeekday = new double[WEEK];
      double[] weightOfWeekday = new double[WEEK];
      for (int day = 0; day < counts.length; day++) {
        int weekday = end.minusDays(day).getDayOfWeek().getValue() - 1;
        sum += weights[day] * counts[day];
        weight += weights[day];
        byWeekday[weekday] += weights[day] * counts[day];
        weightOfWeekday[weekday] += weights[day];
      }
      level = sum / weight;
      double total = 0;
      for (int weekday = 0; weekday < WEEK; weekday++) {
        pattern[weekday] =
            (byWeekday[weekday] + PATTERN_PRIOR * level)
                / (level * (weightOfWeekday[weekday] + PATTERN_PRIOR));
        total += pattern[weekday];
      }
      for (int weekday = 0; weekday < WEEK; weekday++) {
        pattern[weekday] *= WEEK / total;
      }
      double excess = 0;
      double squares = 0;
      for (int day = 0; day < counts.length; day++) {
        double mean = mean(end.minusDays(day));
        // Squared, because a square of an outlier outweighs its weight.
        double share = weights[day] * weights[day];
        excess += share * ((counts[day] - mean) * (counts[day] - mean) - mean);
        squares += share * mean * mean;
      }
      shape =
          excess > 0
              ? Math.max(SMALLEST_SHAPE, Math.min(LARGEST_SHAPE, squares / excess))
              : LARGEST_SHAPE;
      levelVariance = (1 / level + 1 / shape) / weight;
      weekScatter = scatterOfWeeks(end, counts);
    }

    private double scatterOfWeeks(LocalDate end, double[] counts) {
      int weeks = counts.length / WEEK;
      double excess = 0;
      double squares = 0;
      for (int week = 0; week < weeks; week++) {
        double observed = 0;
        double expected = 0;
        for (int day = WEEK * week; day < WEEK * (week + 1); day++) {
          observed += counts[day];
          expected += mean(end.minusDays(day));
        }
        excess += (observed - expected) * (observed - expected) - expected;
        squares += expected * expected;
      }
      return weeks < 2 ? 0 : Math.max(0, excess / squares * weeks / (weeks - 1));
    }
  }
}
