package org.virowatch.genomics.reads;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.virowatch.genomics.reads.ReadVariant.Filter;

/**
 * Marks variants that may be artefacts; it drops none. Thresholds follow from a sample as a whole,
 * so that of those that pass a known share at most is chance ({@link FalseDiscovery}); minorities
 * and majorities are judged apart, lest the many sure changes of a distant virus let doubtful
 * minorities through.
 */
final class VariantFilter {

  /** Share of chance among the variants that pass. */
  private static final double CHANCE = 0.01;

  /** Share of chance among those marked for their strand, as LoFreq's. */
  private static final double STRAND = 0.001;

  /** A variant less on one strand than this share is not marked for it, as LoFreq's. */
  private static final double ONE_STRAND = 0.85;

  private static final double HALF = 0.5;

  private VariantFilter() {}

  /**
   * A variant with what speaks for it.
   *
   * @param variant not judged yet
   * @param trusted Phred-scaled probability of as many sequencing errors as there are observations
   *     beyond suspicion; the variant's quality if none is suspicious
   */
  record Candidate(ReadVariant variant, int trusted) {}

  /**
   * Judges.
   *
   * @param tests number of variants a sample could have had, those not seen included
   */
  static List<ReadVariant> judge(List<Candidate> candidates, double tests) {
    List<ReadVariant> judged = new ArrayList<>();
    judged.addAll(chance(candidates, tests, each -> each.variant().frequency() < HALF));
    judged.addAll(chance(candidates, tests, each -> each.variant().frequency() >= HALF));
    return strand(judged);
  }

  private static List<ReadVariant> chance(
      List<Candidate> candidates, double tests, Predicate<Candidate> family) {
    List<Candidate> own = candidates.stream().filter(family).toList();
    int threshold =
        FalseDiscovery.threshold(
            own.stream().mapToInt(each -> each.variant().quality()).toArray(), tests, CHANCE);
    return own.stream()
        .map(
            each ->
                each.variant()
                    .with(
                        each.variant().quality() < threshold
                            ? Filter.CHANCE
                            : each.trusted() < threshold ? Filter.READ_END : Filter.PASS))
        .toList();
  }

  private static List<ReadVariant> strand(List<ReadVariant> variants) {
    List<ReadVariant> passing =
        variants.stream().filter(each -> each.filter() == Filter.PASS).toList();
    int threshold =
        FalseDiscovery.threshold(
            passing.stream().mapToInt(VariantFilter::strandQuality).toArray(),
            passing.size(),
            STRAND);
    return variants.stream()
        .map(
            each ->
                each.filter() == Filter.PASS
                        && isOnOneStrand(each)
                        && strandQuality(each) >= threshold
                    ? each.with(Filter.STRAND)
                    : each)
        .toList();
  }

  private static boolean isOnOneStrand(ReadVariant variant) {
    return Math.max(variant.forward(), variant.reverse()) >= ONE_STRAND * variant.count();
  }

  private static int strandQuality(ReadVariant variant) {
    return StrandBias.quality(
        variant.referenceCount() - variant.referenceReverse(),
        variant.referenceReverse(),
        variant.forward(),
        variant.reverse());
  }
}
