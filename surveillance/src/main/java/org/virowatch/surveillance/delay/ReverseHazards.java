package org.virowatch.surveillance.delay;

import java.util.TreeMap;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;

/**
 * What two looks in a row showed of the delays: of the days of collection that were {@code from}
 * days ago at the first and {@code to} at the second, how many genomes were there and how many came
 * between. With looks a day apart the share that came is the reverse-time hazard of the delay
 * {@code to}; with longer steps it is that of several delays together, which expectation and
 * maximisation tells apart (A. P. Dempster, N. M. Laird and D. B. Rubin, JRSS B 39 (1977) 1–38).
 */
final class ReverseHazards {
  private static final int ITERATIONS = 200;
  private static final double CONVERGED = 1e-7;

  /** Steps smaller than this are of no use where shares only say what was to be expected. */
  private static final double CLOSE = 2e-6;

  /** Weight of delays that are all as likely, where one begins with what was found before. */
  private static final double DOUBT = 0.02;

  /** No delay leaves fewer than this share of those before it. */
  private static final double LEAST_LEFT = 1e-4;

  private final int longest;

  /** By days between looks: genomes there before, and genomes that came, by delay at the second. */
  private final TreeMap<Integer, double[][]> steps = new TreeMap<>();

  ReverseHazards(int longest) {
    this.longest = longest;
  }

  /** Adds what became of the genomes of one day of collection; the first look had seen the day. */
  void add(int step, int to, double there, double came) {
    double[][] sums = sums(step);
    sums[0][to] += there;
    sums[1][to] += came;
  }

  private double[][] sums(int step) {
    return steps.computeIfAbsent(step, absent -> new double[2][longest + 1]);
  }

  void fade(double factor) {
    steps.values().forEach(sums -> add(sums, sums, factor - 1));
  }

  void merge(ReverseHazards other) {
    other.steps.forEach((step, sums) -> add(sums(step), sums, 1));
  }

  /**
   * Adds what another region has seen, a large region's sums scaled down.
   *
   * @param most genomes that a delay of the other region counts for at most
   */
  void mergeAtMost(ReverseHazards other, double most) {
    other.steps.forEach(
        (step, sums) -> {
          double[][] mine = sums(step);
          for (int to = 0; to <= longest; to++) {
            double weight = Math.min(1, most / Math.max(1, sums[0][to] + sums[1][to]));
            mine[0][to] += weight * sums[0][to];
            mine[1][to] += weight * sums[1][to];
          }
        });
  }

  private static void add(double[][] sums, double[][] other, double factor) {
    for (int row = 0; row < sums.length; row++) {
      for (int to = 0; to < sums[row].length; to++) {
        sums[row][to] += factor * other[row][to];
      }
    }
  }

  /**
   * Returns the most likely share submitted by each delay, F.
   *
   * @param prior F of other regions to lean on
   * @param weight of the prior, in genomes a delay; 0 for none
   */
  double[] shares(double[] prior, double weight) {
    return shares(prior, weight, prior, CONVERGED);
  }

  /**
   * Returns shares without a prior that are about as likely, from what was found before a little
   * was added. What came to nothing is given a little again to begin with, or it would stay so.
   *
   * @param found F that was found
   * @param even F of delays that are all as likely
   */
  double[] nearby(double[] found, double[] even) {
    double[] start = new double[longest + 1];
    for (int delay = 0; delay <= longest; delay++) {
      start[delay] = (1 - DOUBT) * found[delay] + DOUBT * even[delay];
    }
    return shares(even, 0, start, CLOSE);
  }

  private double[] shares(double[] prior, double weight, double[] start, double converged) {
    int[] lengths = steps.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[][][] sums = steps.values().toArray(double[][][]::new);
    double[] shares = start.clone();
    double[] events = new double[longest + 1];
    double[] risk = new double[longest + 1];
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int delay = 1; delay <= longest; delay++) {
        events[delay] = prior[delay] > 0 ? weight * (1 - prior[delay - 1] / prior[delay]) : 0;
        risk[delay] = weight;
      }
      for (int step = 0; step < lengths.length; step++) {
        for (int to = lengths[step]; to <= longest; to++) {
          double there = sums[step][0][to];
          double came = sums[step][1][to];
          if (there + came > 0) {
            shareOut(shares, to - lengths[step], to, there, came, events, risk);
          }
        }
      }
      double change = 0;
      double share = 1;
      for (int delay = longest; delay >= 0; delay--) {
        change = Math.max(change, Math.abs(share - shares[delay]));
        shares[delay] = share;
        double hazard = risk[delay] > 0 ? events[delay] / risk[delay] : 0;
        share *= Math.max(LEAST_LEFT, 1 - hazard);
      }
      if (change < converged) {
        break;
      }
    }
    return shares;
  }

  /** Shares genomes that came between two delays out over the days, as the shares so far expect. */
  private static void shareOut(
      double[] shares,
      int from,
      int to,
      double there,
      double came,
      double[] events,
      double[] risk) {
    double expected = shares[to] - shares[from];
    double sum = there;
    for (int delay = from + 1; delay <= to; delay++) {
      double share =
          expected > 0 ? (shares[delay] - shares[delay - 1]) / expected : 1.0 / (to - from);
      sum += came * share;
      events[delay] += came * share;
      risk[delay] += sum;
    }
  }

  /** Genomes of which something was learnt, in all. */
  double weight() {
    double sum = 0;
    for (double[][] sums : steps.values()) {
      for (int to = 0; to <= longest; to++) {
        sum += sums[0][to] + sums[1][to];
      }
    }
    return sum;
  }

  void writeTo(CompactWriter out) {
    out.unsigned(steps.size());
    steps.forEach(
        (step, sums) -> {
          out.unsigned(step);
          for (double[] row : sums) {
            for (double sum : row) {
              out.signed(Float.floatToIntBits((float) sum));
            }
          }
        });
  }

  void readFrom(CompactReader in) {
    for (int next = in.size(); next > 0; next--) {
      for (double[] row : sums((int) in.unsigned())) {
        for (int to = 0; to <= longest; to++) {
          row[to] = Float.intBitsToFloat((int) in.signed());
        }
      }
    }
  }
}
