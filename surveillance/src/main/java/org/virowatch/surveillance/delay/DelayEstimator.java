package org.virowatch.surveillance.delay;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;

/**
 * Learns the delay from collection to submission in one region from what is known day after day.
 *
 * <p>Recent genomes with long delays are not there yet, so plain shares would be too short. The
 * reverse-time hazard g(d), the share of those submitted within d days that came on day d exactly,
 * is free of that: both its parts are observed for every day of collection at least d days ago. The
 * share submitted within d days is F(d) = ∏ (1 − g(u)) over u &gt; d (J. D. Kalbfleisch and J. F.
 * Lawless, "Inference based on retrospective ascertainment", JASA 84 (1989) 360–372; J. F. Lawless,
 * "Adjustments for reporting delays and the prediction of occurred but not reported events",
 * Canadian Journal of Statistics 22 (1994) 15–31).
 *
 * <p>Looks may be more than a day apart (see {@link ReverseHazards}). What was seen fades with a
 * half-life, so the estimate follows a region that grows faster or slower. Two estimators that have
 * looked at the same times can be merged. Not safe for use by several threads at once.
 */
public final class DelayEstimator {
  /** Longest delay looked at: two in a hundred genomes and fewer come later, but see the docs. */
  public static final int LONGEST = 90;

  /** Days in which an observation's weight halves. */
  public static final double HALF_LIFE = 60;

  private static final int WEEK = 7;

  /** Weight of a hazard's prior, in genomes. */
  private static final double PRIOR = 20;

  /** Genomes a delay that a region's observations count for at most when others lean on it. */
  private static final double MOST_LENT = 200;

  private final int longest;
  private final double halfLife;
  private final ReverseHazards hazards;
  private final Scatter daily = new Scatter();
  private final Scatter weekly = new Scatter();
  private @Nullable LocalDate asOf;
  private long[] known;

  /** Shares submitted by each delay as the last look expected them: where the next one begins. */
  private double @Nullable [] expected;

  /** Genomes collected on a day that are known. */
  @FunctionalInterface
  public interface Known {
    /** Returns how many are known of a day of collection. */
    long on(LocalDate day);
  }

  /** Sums of squares from which the correlation of genomes' fates follows. */
  private static final class Scatter {
    private double excess;
    private double base;

    /** Of n genomes now, k were there before, where a share r was expected. */
    void add(double k, double n, double r) {
      if (n > 1 && r > 0.01 && r < 0.99) {
        double variance = n * r * (1 - r);
        double residual = k - n * r;
        // Weighted so that large and small days count alike: relative to (n − 1)·variance.
        excess += (residual * residual - variance) / ((n - 1) * variance);
        base += 1;
      }
    }

    void fade(double factor) {
      excess *= factor;
      base *= factor;
    }

    void merge(Scatter other) {
      excess += other.excess;
      base += other.base;
    }

    void writeTo(CompactWriter out) {
      writeNumber(excess, out);
      writeNumber(base, out);
    }

    void readFrom(CompactReader in) {
      excess = readNumber(in);
      base = readNumber(in);
    }

    double correlation() {
      return Math.min(0.9, Math.max(0, excess / Math.max(1, base)));
    }
  }

  /** Makes one that has seen nothing, with the usual longest delay and half-life. */
  public DelayEstimator() {
    this(LONGEST, HALF_LIFE);
  }

  /**
   * Makes one that has seen nothing.
   *
   * @param longest longest delay looked at, in days
   * @param halfLife days in which an observation's weight halves; infinite to forget nothing
   */
  public DelayEstimator(int longest, double halfLife) {
    if (longest < 1 || !(halfLife > 0)) {
      throw new IllegalArgumentException(
          "a longest delay of " + longest + " days and a half-life of " + halfLife + " cannot be");
    }
    this.longest = longest;
    this.halfLife = halfLife;
    this.hazards = new ReverseHazards(longest);
    this.known = new long[longest + 1];
  }

  /**
   * Takes what is known at the end of a day.
   *
   * @param now the day, after the last one taken
   * @param knownNow genomes by day of collection, of days up to {@code now}
   */
  public void observe(LocalDate now, Known knownNow) {
    LocalDate before = asOf;
    long[] current = new long[longest + 1];
    for (int delay = 0; delay <= longest; delay++) {
      current[delay] = knownNow.on(now.minusDays(delay));
    }
    if (before != null) {
      int step = (int) ChronoUnit.DAYS.between(before, now);
      if (step < 1) {
        throw new IllegalArgumentException(
            "what was known on " + now + " comes after what was known on " + before);
      }
      fade(step);
      if (hazards.weight() > 0) {
        double[] begin = expected;
        expected = begin == null ? hazards.shares(even(), 0) : hazards.nearby(begin, even());
        scatter(expected, current, step);
      }
      for (int delay = step; delay <= longest; delay++) {
        long earlier = known[delay - step];
        hazards.add(
            step, delay, (double) earlier, Math.max(0.0, current[delay] - (double) earlier));
      }
    }
    known = current;
    asOf = now;
  }

  private void fade(int days) {
    double factor = Math.pow(0.5, days / halfLife);
    hazards.fade(factor);
    daily.fade(factor);
    weekly.fade(factor);
  }

  private void scatter(double[] shares, long[] current, int step) {
    for (int delay = step; delay <= longest; delay++) {
      daily.add(
          (double) known[delay - step],
          (double) current[delay],
          shares[delay - step] / shares[delay]);
    }
    for (int first = step; first + WEEK <= longest + 1; first += WEEK) {
      double before = 0;
      double now = 0;
      double expected = 0;
      for (int delay = first; delay < first + WEEK; delay++) {
        before += known[delay - step];
        now += current[delay];
        expected += current[delay] * shares[delay - step] / shares[delay];
      }
      weekly.add(before, now, now > 0 ? expected / now : 0);
    }
  }

  /**
   * Adds what another estimator of the same kind has learnt, such as of another lab of the region.
   *
   * @throws IllegalArgumentException unless both have looked last on the same day
   */
  public void merge(DelayEstimator other) {
    if (other.longest != longest || !Objects.equals(asOf, other.asOf)) {
      throw new IllegalArgumentException(
          "estimators as of " + asOf + " and " + other.asOf + " cannot be merged");
    }
    for (int delay = 0; delay <= longest; delay++) {
      known[delay] += other.known[delay];
    }
    hazards.merge(other.hazards);
    daily.merge(other.daily);
    weekly.merge(other.weekly);
  }

  /** Returns the estimate from this region alone. */
  public DelayDistribution distribution() {
    return new DelayDistribution(
        hazards.shares(even(), 0), daily.correlation(), weekly.correlation());
  }

  /** What many regions have seen together, for those with few genomes to lean on. */
  static final class Pooled {
    private final double[] shares;
    private final Scatter daily = new Scatter();
    private final Scatter weekly = new Scatter();

    private Pooled(Iterable<DelayEstimator> regions, DelayEstimator like) {
      ReverseHazards hazards = new ReverseHazards(like.longest);
      for (DelayEstimator region : regions) {
        hazards.mergeAtMost(region.hazards, MOST_LENT);
        daily.merge(region.daily);
        weekly.merge(region.weekly);
      }
      this.shares = hazards.shares(like.even(), 0);
    }
  }

  /** Returns what regions have seen together, a large region's sums scaled down. */
  Pooled pooled(Iterable<DelayEstimator> regions) {
    return new Pooled(regions, this);
  }

  /**
   * Returns the estimate, hazards of few genomes leaning on those of other regions.
   *
   * @param others estimators of the regions to lean on, this one among them or not
   */
  public DelayDistribution distribution(Iterable<DelayEstimator> others) {
    return distribution(pooled(others));
  }

  /** Returns the estimate, hazards of few genomes leaning on those of other regions. */
  DelayDistribution distribution(Pooled others) {
    boolean few = daily.base < PRIOR;
    return new DelayDistribution(
        hazards.shares(others.shares, PRIOR),
        (few ? others.daily : daily).correlation(),
        (few ? others.weekly : weekly).correlation());
  }

  /** What to start from: as many genomes a day, whatever the delay. */
  private double[] even() {
    double[] shares = new double[longest + 1];
    for (int delay = 0; delay <= longest; delay++) {
      shares[delay] = (delay + 1.0) / (longest + 1);
    }
    return shares;
  }

  /** Returns the day as of which it has looked last, when it has. */
  public @Nullable LocalDate asOf() {
    return asOf;
  }

  /** Returns what was known last of a day of collection; 0 outside the longest delay. */
  public long known(LocalDate day) {
    LocalDate now = asOf;
    long delay = now == null ? -1 : ChronoUnit.DAYS.between(day, now);
    return delay < 0 || delay > longest ? 0 : known[(int) delay];
  }

  /** Writes the state, about a kilobyte; sums are kept to seven digits. */
  public void writeTo(CompactWriter out) {
    out.unsigned(longest);
    writeNumber(halfLife, out);
    LocalDate day = asOf;
    out.flag(day != null);
    if (day != null) {
      out.signed(day.toEpochDay());
      for (int delay = 0; delay <= longest; delay++) {
        out.unsigned(known[delay]);
      }
      hazards.writeTo(out);
      daily.writeTo(out);
      weekly.writeTo(out);
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public static DelayEstimator readFrom(CompactReader in) {
    DelayEstimator estimator = new DelayEstimator((int) in.unsigned(), readNumber(in));
    if (in.flag()) {
      estimator.asOf = LocalDate.ofEpochDay(in.signed());
      for (int delay = 0; delay <= estimator.longest; delay++) {
        estimator.known[delay] = in.unsigned();
      }
      estimator.hazards.readFrom(in);
      estimator.daily.readFrom(in);
      estimator.weekly.readFrom(in);
    }
    return estimator;
  }

  private static void writeNumber(double number, CompactWriter out) {
    out.signed(Float.floatToIntBits((float) number));
  }

  private static double readNumber(CompactReader in) {
    return Float.intBitsToFloat((int) in.signed());
  }
}
