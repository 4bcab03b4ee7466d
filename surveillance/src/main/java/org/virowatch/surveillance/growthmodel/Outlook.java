package org.virowatch.surveillance.growthmodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.zip.CRC32;

/**
 * What the pooled growth model expects of every variant in every region: its growth against the
 * rest of the region now, and how likely it is to exceed a frequency within some days.
 *
 * <p>Growths go on, fading slowly, so frequencies follow from them: a variant that outgrows the
 * others saturates, and two that grow alike keep their ratio. The probability is averaged over
 * whether the variant has a growth of its own ({@link Siblings}). Draws are seeded by the names of
 * the dataset and of each region, so the same counts give the same numbers.
 */
final class Outlook {
  /**
   * A question about what is ahead.
   *
   * @param threshold frequency to exceed
   * @param days within how many days after the last day of the window
   */
  record Question(double threshold, int days) {}

  /**
   * What is expected of a variant in a region.
   *
   * @param growth relative growth, the change of the log odds a day
   * @param growthError its standard deviation
   * @param frequency expected frequency on the last day of the window
   * @param probabilities answers to the questions
   */
  record Expected(
      double growth, double growthError, double frequency, Map<Question, Double> probabilities) {}

  /** Instants at which a frequency ahead is looked at, the last day of the window left out. */
  private static final int LOOKS = 10;

  /** A share so near to all that there is no rest to grow against. */
  private static final double NEARLY_ALL = 1 - 1e-9;

  private final WeeklyCounts counts;
  private final List<Question> questions;
  private final int draws;
  private final double fade;
  private final Siblings siblings;
  private final double[] centres;
  private final double[][] growth;
  private final double[][] growthSquared;
  private final double[][] frequency;

  /** In how many draws a variant exceeds, [question][region][variant]. */
  private final int[][][] exceeded;

  /** The same if it grows as its likeliest parent does. */
  private final int[][][] exceededNeutral;

  private Outlook(PooledPosterior posterior, List<Question> questions, PooledSettings settings) {
    this.counts = posterior.counts();
    this.questions = questions;
    this.draws = settings.draws();
    this.fade = settings.fade();
    this.siblings = Siblings.of(posterior, settings.growthPrior());
    int regions = counts.regions().size();
    int variants = counts.variants().size();
    this.centres = new double[variants];
    for (int variant = 0; variant < variants; variant++) {
      centres[variant] = posterior.centre(variant);
    }
    this.growth = new double[regions][variants];
    this.growthSquared = new double[regions][variants];
    this.frequency = new double[regions][variants];
    this.exceeded = new int[questions.size()][regions][variants];
    this.exceededNeutral = new int[questions.size()][regions][variants];
  }

  /**
   * Fits counts and looks ahead.
   *
   * @param dataset name of the dataset, which seeds the draws
   */
  static Outlook of(
      WeeklyCounts counts, String dataset, Set<Question> questions, PooledSettings settings) {
    PooledPosterior posterior = PooledModel.fit(counts, settings);
    Outlook outlook = new Outlook(posterior, List.copyOf(questions), settings);
    outlook.draw(PooledModel.fit(counts, settings.withAnyLevel()), dataset, outlook::addGrowths);
    if (!questions.isEmpty()) {
      outlook.draw(posterior, dataset, outlook::addAhead);
    }
    return outlook;
  }

  /** Takes a draw of one region: levels and growths by variant. */
  @FunctionalInterface
  private interface Look {
    void at(int region, double[] level, double[] slope);
  }

  private void draw(PooledPosterior posterior, String dataset, Look look) {
    List<String> regions = counts.regions();
    DoubleSupplier shared = normals(dataset);
    List<DoubleSupplier> own = new ArrayList<>();
    for (String region : regions) {
      own.add(normals(dataset + "|" + region));
    }
    double[][] level = new double[regions.size()][counts.variants().size()];
    double[][] slope = new double[regions.size()][counts.variants().size()];
    for (int draw = 0; draw < draws; draw++) {
      posterior.draw(shared, own, level, slope);
      for (int region = 0; region < regions.size(); region++) {
        look.at(region, level[region], slope[region]);
      }
    }
  }

  private static DoubleSupplier normals(String identity) {
    CRC32 seed = new CRC32();
    seed.update(identity.getBytes(UTF_8));
    return new Random(seed.getValue())::nextGaussian;
  }

  private void addGrowths(int region, double[] level, double[] slope) {
    double[] share = shares(level, slope, 0);
    double mean = 0;
    for (int variant = 0; variant < share.length; variant++) {
      mean += share[variant] * slope[variant];
    }
    for (int variant = 0; variant < share.length; variant++) {
      double of = Math.min(share[variant], NEARLY_ALL);
      // The derivative of log(p/(1-p)) for shares that grow exponentially.
      double against = (slope[variant] - mean) / (1 - of);
      growth[region][variant] += against;
      growthSquared[region][variant] += against * against;
      frequency[region][variant] += share[variant];
    }
  }

  private void addAhead(int region, double[] level, double[] slope) {
    double[] ratio = ratiosToParents(level, slope);
    for (int question = 0; question < questions.size(); question++) {
      Question asked = questions.get(question);
      boolean[] above = new boolean[level.length];
      boolean[] aboveNeutral = new boolean[level.length];
      for (int look = 0; look <= LOOKS; look++) {
        double[] share = shares(level, slope, faded((double) asked.days * look / LOOKS));
        for (int variant = 0; variant < share.length; variant++) {
          above[variant] |= share[variant] > asked.threshold;
          int parent = siblings.parent(variant);
          if (parent >= 0) {
            double ofParent = ratio[variant] * share[parent];
            aboveNeutral[variant] |= ofParent / (1 - share[variant] + ofParent) > asked.threshold;
          }
        }
      }
      for (int variant = 0; variant < above.length; variant++) {
        exceeded[question][region][variant] += above[variant] ? 1 : 0;
        exceededNeutral[question][region][variant] += aboveNeutral[variant] ? 1 : 0;
      }
    }
  }

  /** Returns how many genomes of each variant there are to one of its parent. */
  private double[] ratiosToParents(double[] level, double[] slope) {
    double[] ratio = new double[level.length];
    for (int variant = 0; variant < ratio.length; variant++) {
      int parent = siblings.parent(variant);
      if (parent >= 0) {
        ratio[variant] =
            Math.exp(
                level[variant]
                    - level[parent]
                    + (slope[variant] - slope[parent]) * centres[variant]);
      }
    }
    return ratio;
  }

  /** Returns the days of undiminished growth that come to the same as days of fading growth. */
  private double faded(double days) {
    return fade == 0 ? days : -Math.expm1(-fade * days) / fade;
  }

  private static double[] shares(double[] level, double[] slope, double day) {
    double[] share = new double[level.length];
    double highest = Double.NEGATIVE_INFINITY;
    for (int variant = 0; variant < share.length; variant++) {
      share[variant] = level[variant] + slope[variant] * day;
      highest = Math.max(highest, share[variant]);
    }
    double sum = 0;
    for (int variant = 0; variant < share.length; variant++) {
      share[variant] = Math.exp(share[variant] - highest);
      sum += share[variant];
    }
    for (int variant = 0; variant < share.length; variant++) {
      share[variant] /= sum;
    }
    return share;
  }

  /** Returns the counts that were looked at. */
  WeeklyCounts counts() {
    return counts;
  }

  /** Returns what is expected of a variant in a region, by their indices in the counts. */
  Expected of(int region, int variant) {
    double mean = growth[region][variant] / draws;
    double variance = growthSquared[region][variant] / draws - mean * mean;
    Map<Question, Double> probabilities = new HashMap<>();
    for (int question = 0; question < questions.size(); question++) {
      double own = exceeded[question][region][variant];
      double neutral = exceededNeutral[question][region][variant];
      double weight = siblings.neutral(variant);
      probabilities.put(questions.get(question), ((1 - weight) * own + weight * neutral) / draws);
    }
    return new Expected(
        mean, Math.sqrt(Math.max(0, variance)), frequency[region][variant] / draws, probabilities);
  }
}
