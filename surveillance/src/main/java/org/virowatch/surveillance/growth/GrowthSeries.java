package org.virowatch.surveillance.growth;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.virowatch.surveillance.history.DailyCounts;

/**
 * Counts of a subject among the rest over time: at each time k of n genomes are the subject's.
 * Times are days counted from any day; weekly counts stand at their week's Thursday. Immutable.
 */
public final class GrowthSeries {
  private final double[] days;
  private final long[] subject;
  private final long[] genomes;

  private GrowthSeries(double[] days, long[] subject, long[] genomes) {
    this.days = days;
    this.subject = subject;
    this.genomes = genomes;
  }

  /**
   * Makes a series; times at which no genome is known are left out.
   *
   * @param days times, in days
   * @param subject genomes of the subject at each
   * @param genomes all genomes at each, the subject's included
   * @throws IllegalArgumentException unless the lengths agree and 0 ≤ k ≤ n everywhere
   */
  public static GrowthSeries of(double[] days, long[] subject, long[] genomes) {
    if (days.length != subject.length || days.length != genomes.length) {
      throw new IllegalArgumentException(
          "a series needs as many times as counts, not "
              + days.length
              + ", "
              + subject.length
              + " and "
              + genomes.length);
    }
    int known = 0;
    for (int i = 0; i < days.length; i++) {
      if (subject[i] < 0 || subject[i] > genomes[i] || !Double.isFinite(days[i])) {
        throw new IllegalArgumentException(
            "at day " + days[i] + " " + subject[i] + " of " + genomes[i] + " genomes cannot be");
      }
      known += genomes[i] > 0 ? 1 : 0;
    }
    double[] knownDays = new double[known];
    long[] knownSubject = new long[known];
    long[] knownGenomes = new long[known];
    int next = 0;
    for (int i = 0; i < days.length; i++) {
      if (genomes[i] > 0) {
        knownDays[next] = days[i];
        knownSubject[next] = subject[i];
        knownGenomes[next++] = genomes[i];
      }
    }
    return new GrowthSeries(knownDays, knownSubject, knownGenomes);
  }

  /**
   * Returns the daily series of one variant of a table, times being {@link LocalDate#toEpochDay()}.
   *
   * @param location index of the location
   * @param variant index of the variant
   */
  public static GrowthSeries of(DailyCounts counts, int location, int variant) {
    double[] days = new double[counts.days()];
    long[] subject = new long[counts.days()];
    long[] genomes = new long[counts.days()];
    for (int day = 0; day < counts.days(); day++) {
      days[day] = counts.firstDay().toEpochDay() + day;
      subject[day] = counts.count(location, variant, day);
      genomes[day] = counts.total(location, day);
    }
    return of(days, subject, genomes);
  }

  /** Adds up k and n of one subject at times that come in any order and more than once. */
  public static final class Builder {
    private final Map<Double, long[]> counts = new TreeMap<>();

    /** Adds genomes at a time. */
    public Builder add(double day, long subject, long genomes) {
      long[] sum = counts.computeIfAbsent(day, absent -> new long[2]);
      sum[0] += subject;
      sum[1] += genomes;
      return this;
    }

    /** Returns the series, in order of time. */
    public GrowthSeries build() {
      double[] days = counts.keySet().stream().mapToDouble(Double::doubleValue).toArray();
      long[] subject = counts.values().stream().mapToLong(sum -> sum[0]).toArray();
      long[] genomes = counts.values().stream().mapToLong(sum -> sum[1]).toArray();
      return of(days, subject, genomes);
    }
  }

  /** Returns the number of times at which genomes are known. */
  public int size() {
    return days.length;
  }

  /** Returns a time, in days. */
  public double day(int index) {
    return days[index];
  }

  /** Returns k at a time. */
  public long subject(int index) {
    return subject[index];
  }

  /** Returns n at a time, at least 1. */
  public long genomes(int index) {
    return genomes[index];
  }

  /** Returns k over all times. */
  public long subjectTotal() {
    long total = 0;
    for (long k : subject) {
      total += k;
    }
    return total;
  }

  /** Returns n over all times. */
  public long genomesTotal() {
    long total = 0;
    for (long n : genomes) {
      total += n;
    }
    return total;
  }

  /** Returns how many times differ; growth needs two. */
  int distinctTimes() {
    return (int) Arrays.stream(days).distinct().count();
  }

  /**
   * Returns whether time tells the subject from the rest without an error, or with errors at one
   * time only. Then, and only then, the likelihood has its maximum at infinity (A. Albert and J. A.
   * Anderson, "On the existence of maximum likelihood estimates in logistic regression models",
   * Biometrika 71 (1984) 1–10): zero counts, a subject that is everything, and one that came and
   * displaced the rest between two times.
   */
  boolean isSeparated() {
    double firstSubject = Double.POSITIVE_INFINITY;
    double lastSubject = Double.NEGATIVE_INFINITY;
    double firstRest = Double.POSITIVE_INFINITY;
    double lastRest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < days.length; i++) {
      if (subject[i] > 0) {
        firstSubject = Math.min(firstSubject, days[i]);
        lastSubject = Math.max(lastSubject, days[i]);
      }
      if (subject[i] < genomes[i]) {
        firstRest = Math.min(firstRest, days[i]);
        lastRest = Math.max(lastRest, days[i]);
      }
    }
    return lastRest <= firstSubject || lastSubject <= firstRest;
  }
}
