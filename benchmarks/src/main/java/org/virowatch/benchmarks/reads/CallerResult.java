package org.virowatch.benchmarks.reads;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.vcf.Variant;
import org.virowatch.genomics.vcf.VariantNormalizer;

/**
 * What a caller made of samples of known truth.
 *
 * @param consensus changes in the consensus against those all haplotypes have, both genomes being
 *     aligned alike; those half of the sample has are left out, since either is right
 * @param known share of the reference's positions that the consensus knows, added up over samples
 * @param minor changes that only some have: found, found where there is none, missed
 * @param byFrequency the same by frequency, without what was found where there is none
 * @param mistakes each change that was found wrongly or missed
 * @param samples number of samples
 * @param seconds taken, wall clock
 */
record CallerResult(
    Score consensus,
    double known,
    Score minor,
    Map<Double, Score> byFrequency,
    List<Mistake> mistakes,
    int samples,
    double seconds) {

  /**
   * A change that is not as it should be.
   *
   * @param kind {@code wrong} or {@code missed}, of the consensus or the minor variants
   * @param variant the change
   * @param frequency its true frequency, 0 if there is none
   */
  record Mistake(String kind, Variant variant, double frequency) {}

  private static final double HALF = 0.5;

  static final CallerResult NOTHING =
      new CallerResult(Score.NOTHING, 0, Score.NOTHING, Map.of(), List.of(), 0, 0);

  CallerResult {
    byFrequency = new TreeMap<>(byFrequency);
    mistakes = List.copyOf(mistakes);
  }

  /** Changes of the consensus that are wrong or missing, a genome. */
  double consensusErrors() {
    return (double) (consensus.wrong() + consensus.missed()) / samples;
  }

  /**
   * Compares what was found with the truth.
   *
   * @param length of the reference
   */
  static CallerResult of(
      ReadCaller.Found found,
      MixedSample truth,
      GenomeAnalysis analyzer,
      VariantNormalizer normalizer,
      int length,
      double seconds) {
    Map<Double, Score> byFrequency = new TreeMap<>();
    List<Mistake> mistakes = new ArrayList<>();
    Score minor = Score.NOTHING;
    for (Map.Entry<Variant, Double> each : new TreeMap<>(truth.minor()).entrySet()) {
      boolean right = found.variants().contains(each.getKey());
      Score one = right ? new Score(1, 0, 0) : new Score(0, 0, 1);
      byFrequency.merge(each.getValue(), one, Score::plus);
      minor = minor.plus(one);
      if (!right) {
        mistakes.add(new Mistake("minor missed", each.getKey(), each.getValue()));
      }
    }
    for (Variant variant : found.variants()) {
      if (!truth.minor().containsKey(variant)
          && !truth.fixed().contains(variant)
          && !truth.unjudged().get(variant.start())) {
        minor = minor.plus(new Score(0, 1, 0));
        mistakes.add(new Mistake("minor wrong", variant, 0));
      }
    }
    Set<Variant> common = changes(truth.common(), analyzer, normalizer);
    Score consensus;
    double known = 0;
    if (analyzer.analyze("consensus", found.consensus().getBytes(StandardCharsets.US_ASCII))
        instanceof AnalyzedGenome genome) {
      known = known(genome, length);
      consensus = score(changes(genome, normalizer), common, truth.minor(), mistakes);
    } else {
      consensus = new Score(0, 0, common.size());
    }
    return new CallerResult(consensus, known, minor, byFrequency, mistakes, 1, seconds);
  }

  private static double known(AnalyzedGenome genome, int length) {
    int unknown =
        genome.nucleotides().unknown(length).stream().mapToInt(NucleotideRange::length).sum();
    return 1 - (double) unknown / length;
  }

  /** Changes of a true genome, aligned as a consensus is, so that the same genome has the same. */
  private static Set<Variant> changes(
      String sequence, GenomeAnalysis analyzer, VariantNormalizer normalizer) {
    if (analyzer.analyze("truth", sequence.getBytes(StandardCharsets.US_ASCII))
        instanceof AnalyzedGenome genome) {
      return changes(genome, normalizer);
    }
    throw new IllegalArgumentException(
        "a genome with these changes cannot be aligned; ask for fewer");
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

  private static Score score(
      Set<Variant> found, Set<Variant> common, Map<Variant, Double> minor, List<Mistake> mistakes) {
    Score score = Score.NOTHING;
    for (Variant variant : found) {
      Double frequency = minor.getOrDefault(variant, 0.0);
      if (common.contains(variant)) {
        score = score.plus(new Score(1, 0, 0));
      } else if (frequency != HALF) {
        score = score.plus(new Score(0, 1, 0));
        mistakes.add(new Mistake("consensus wrong", variant, frequency));
      }
    }
    for (Variant variant : new TreeSet<>(common)) {
      if (!found.contains(variant)) {
        score = score.plus(new Score(0, 0, 1));
        mistakes.add(new Mistake("consensus missed", variant, 1));
      }
    }
    return score;
  }

  CallerResult plus(CallerResult other) {
    Map<Double, Score> both = new TreeMap<>(byFrequency);
    other.byFrequency.forEach((frequency, score) -> both.merge(frequency, score, Score::plus));
    List<Mistake> all = new ArrayList<>(mistakes);
    all.addAll(other.mistakes);
    return new CallerResult(
        consensus.plus(other.consensus),
        known + other.known,
        minor.plus(other.minor),
        both,
        all,
        samples + other.samples,
        seconds + other.seconds);
  }
}
