package org.virowatch.benchmarks.reads;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalyzer;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.vcf.Variant;
import org.virowatch.genomics.vcf.VariantNormalizer;

/**
 * What a caller made of samples of known truth.
 *
 * @param consensus changes in the consensus against those all haplotypes have; those half of the
 *     sample has are left out, since either is right
 * @param known share of the reference's positions that the consensus knows, added up over samples
 * @param minor changes that only some have: found, found where there is none, missed
 * @param byFrequency the same by frequency, without what was found where there is none
 * @param samples number of samples
 * @param seconds taken, wall clock
 */
record CallerResult(
    Score consensus,
    double known,
    Score minor,
    Map<Double, Score> byFrequency,
    int samples,
    double seconds) {
  private static final double HALF = 0.5;

  static final CallerResult NOTHING =
      new CallerResult(Score.NOTHING, 0, Score.NOTHING, Map.of(), 0, 0);

  CallerResult {
    byFrequency = new TreeMap<>(byFrequency);
  }

  /**
   * Compares what was found with the truth.
   *
   * @param length of the reference
   */
  static CallerResult of(
      ReadCaller.Found found,
      MixedSample truth,
      GenomeAnalyzer analyzer,
      VariantNormalizer normalizer,
      int length,
      double seconds) {
    Map<Double, Score> byFrequency = new TreeMap<>();
    Score minor = Score.NOTHING;
    for (Map.Entry<Variant, Double> each : truth.minor().entrySet()) {
      Score one =
          found.variants().contains(each.getKey()) ? new Score(1, 0, 0) : new Score(0, 0, 1);
      byFrequency.merge(each.getValue(), one, Score::plus);
      minor = minor.plus(one);
    }
    for (Variant variant : found.variants()) {
      if (!truth.minor().containsKey(variant) && !truth.fixed().contains(variant)) {
        minor = minor.plus(new Score(0, 1, 0));
      }
    }
    Score consensus;
    double known = 0;
    if (analyzer.analyze("consensus", found.consensus().getBytes(StandardCharsets.US_ASCII))
        instanceof AnalyzedGenome genome) {
      known = known(genome, length);
      consensus = score(changes(genome, normalizer), truth);
    } else {
      consensus = new Score(0, 0, truth.fixed().size());
    }
    return new CallerResult(consensus, known, minor, byFrequency, 1, seconds);
  }

  private static double known(AnalyzedGenome genome, int length) {
    int unknown =
        genome.nucleotides().unknown(length).stream().mapToInt(NucleotideRange::length).sum();
    return 1 - (double) unknown / length;
  }

  private static Set<Variant> changes(AnalyzedGenome genome, VariantNormalizer normalizer) {
    Set<Variant> changes = new TreeSet<>();
    for (Variant variant : normalizer.variants(genome).variants()) {
      if (variant.alternative().indexOf('N') < 0) {
        changes.add(variant);
      }
    }
    return changes;
  }

  private static Score score(Set<Variant> found, MixedSample truth) {
    int right = 0;
    int wrong = 0;
    for (Variant variant : found) {
      if (truth.fixed().contains(variant)) {
        right++;
      } else if (!Double.valueOf(HALF).equals(truth.minor().get(variant))) {
        wrong++;
      }
    }
    return new Score(right, wrong, truth.fixed().size() - right);
  }

  CallerResult plus(CallerResult other) {
    Map<Double, Score> both = new TreeMap<>(byFrequency);
    other.byFrequency.forEach((frequency, score) -> both.merge(frequency, score, Score::plus));
    return new CallerResult(
        consensus.plus(other.consensus),
        known + other.known,
        minor.plus(other.minor),
        both,
        samples + other.samples,
        seconds + other.seconds);
  }
}
