package org.virowatch.surveillance.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Growth of one subject in several regions, each shrunk towards what the others show by as much as
 * its own genomes leave it uncertain: empirical Bayes with a normal model. Region i measures bᵢ
 * with error sᵢ; the true growths are spread by τ around a shared μ. The best guess in a region is
 * λᵢbᵢ + (1−λᵢ)μ with λᵢ = τ²/(τ² + sᵢ²), the variance λᵢsᵢ² + (1−λᵢ)²·Var(μ) (C. N. Morris,
 * "Parametric empirical Bayes inference", JASA 78 (1983) 47–55). A region without a genome gets μ,
 * with variance τ² + Var(μ).
 *
 * <p>τ maximises the restricted likelihood times τ, so it cannot collapse to 0, as it does by
 * chance in many small sets of regions, which would make a region's own genomes worthless: Y.
 * Chung, S. Rabe-Hesketh and I.-H. Choi, "Avoiding zero between-study variance estimates in
 * random-effects meta-analysis", Statistics in Medicine 32 (2013) 4071–4089.
 */
public final class GrowthPool {
  private static final double Z_95 = 1.959963984540054;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int GRID = 61;
  private static final double SMALLEST_SPREAD = 1e-5;
  private static final double LARGEST_SPREAD = 1;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int REFINEMENTS = 60;

  private final double shared;
  private final double sharedVariance;
  private final double spread;
  private final TypicalDispersion dispersion;

  /**
   * A region's growth after shrinking.
   *
   * @param perDay change of the logit a day
   * @param error its standard deviation
   * @param lower lower 95 % bound a day
   * @param upper upper 95 % bound a day
   * @param pRise one-sided probability of "it does not rise"
   * @param own share of the region's own genomes in it, λ: 1 is all its own, 0 all from others
   */
  public record Shrunk(
      double perDay, double error, double lower, double upper, double pRise, double own) {

    static Shrunk normal(double perDay, double error, double own) {
      return new Shrunk(
          perDay,
          error,
          perDay - Z_95 * error,
          perDay + Z_95 * error,
          NORMAL.survivalProbability(perDay / error),
          own);
    }

    /** An estimate that borrows no growth keeps the form of its own interval. */
    static Shrunk alone(GrowthEstimate estimate, double widening) {
      double distance = NORMAL.inverseSurvivalProbability(estimate.pRise());
      return new Shrunk(
          estimate.perDay(),
          widening * estimate.error(),
          estimate.perDay() - widening * (estimate.perDay() - estimate.lower()),
          estimate.perDay() + widening * (estimate.upper() - estimate.perDay()),
          NORMAL.survivalProbability(distance / widening),
          1);
    }
  }

  private GrowthPool(
      double shared, double sharedVariance, double spread, TypicalDispersion dispersion) {
    this.dispersion = dispersion;
    this.shared = shared;
    this.sharedVariance = sharedVariance;
    this.spread = spread;
  }

  /**
   * Fits μ and τ.
   *
   * @param estimates of one subject in the regions where it can be estimated
   * @param dispersion that counts have, from these and other subjects
   * @return nothing for fewer than two regions: there is nothing to borrow
   */
  public static Optional<GrowthPool> of(
      List<GrowthEstimate> estimates, TypicalDispersion dispersion) {
    if (estimates.size() < 2) {
      return Optional.empty();
    }
    Likelihood likelihood =
        new Likelihood(
            estimates, estimates.stream().mapToDouble(dispersion::normalVariance).toArray());
    double spread = likelihood.bestSpread();
    return Optional.of(
        new GrowthPool(
            likelihood.mean(spread), 1 / likelihood.precision(spread), spread, dispersion));
  }

  /**
   * Shrinks every estimate towards the others.
   *
   * @param dispersion that counts have, from these and other subjects
   * @return in the same order; a single estimate borrows the dispersion alone
   */
  public static List<Shrunk> shrink(List<GrowthEstimate> estimates, TypicalDispersion dispersion) {
    Optional<GrowthPool> pool = of(estimates, dispersion);
    List<Shrunk> shrunk = new ArrayList<>();
    for (GrowthEstimate estimate : estimates) {
      shrunk.add(
          pool.map(found -> found.shrink(estimate))
              .orElse(Shrunk.alone(estimate, dispersion.widening(estimate))));
    }
    return shrunk;
  }

  /** Returns the growth in one of the regions. */
  public Shrunk shrink(GrowthEstimate estimate) {
    double variance = dispersion.normalVariance(estimate);
    double own = spread * spread / (spread * spread + variance);
    return Shrunk.normal(
        own * estimate.perDay() + (1 - own) * shared,
        Math.sqrt(own * variance + (1 - own) * (1 - own) * sharedVariance),
        own);
  }

  /** Returns the growth to expect in a region of which nothing is known. */
  public Shrunk elsewhere() {
    return Shrunk.normal(shared, Math.sqrt(spread * spread + sharedVariance), 0);
  }

  /** Returns μ, the shared growth a day. */
  public double shared() {
    return shared;
  }

  /** Returns the standard error of μ. */
  public double sharedError() {
    return Math.sqrt(sharedVariance);
  }

  /** Returns τ, the standard deviation of true growths between regions, a day. */
  public double spread() {
    return spread;
  }

  /** The restricted likelihood of the spread. */
  private static final class Likelihood {
    private final List<GrowthEstimate> estimates;
    private final double[] variances;

    Likelihood(List<GrowthEstimate> estimates, double[] variances) {
      this.estimates = estimates;
      this.variances = variances;
    }

    double precision(double spread) {
      double precision = 0;
      for (double variance : variances) {
        precision += 1 / (variance + spread * spread);
      }
      return precision;
    }

    double mean(double spread) {
      double sum = 0;
      for (int i = 0; i < variances.length; i++) {
        sum += estimates.get(i).perDay() / (variances[i] + spread * spread);
      }
      return sum / precision(spread);
    }

    double penalised(double logSpread) {
      double spread = Math.exp(logSpread);
      double mean = mean(spread);
      double value = logSpread - 0.5 * Math.log(precision(spread));
      for (int i = 0; i < variances.length; i++) {
        double variance = variances[i] + spread * spread;
        double residual = estimates.get(i).perDay() - mean;
        value -= 0.5 * (Math.log(variance) + residual * residual / variance);
      }
      return value;
    }

    /** The best of a grid, refined by golden sections. */
    double bestSpread() {
      double low = Math.log(SMALLEST_SPREAD);
      double step = (Math.log(LARGEST_SPREAD) - low) / (GRID - 1);
      double best = low;
      double value = penalised(low);
      for (int i = 1; i < GRID; i++) {
        double candidate = penalised(low + i * step);
        if (candidate > value) {
          value = candidate;
          best = low + i * step;
        }
      }
      double left = best - step;
      double right = best + step;
      for (int i = 0; i < REFINEMENTS; i++) {
        double inner = right - GOLDEN * (right - left);
        double outer = left + GOLDEN * (right - left);
        if (penalised(inner) >= penalised(outer)) {
          right = outer;
        } else {
          left = inner;
        }
      }
      return Math.exp((left + right) / 2);
    }
  }
}
