package org.virowatch.genomics.dataset;

/**
 * Nextclade v3's alignment parameters ({@code alignmentParams} of {@code pathogen.json}), under
 * their names there.
 *
 * @param minLength shortest sequence to align, bases
 * @param penaltyGapExtend cost of each base of a gap after the first
 * @param penaltyGapOpen cost of opening a gap outside a coding sequence
 * @param penaltyGapOpenInFrame cost of opening a gap at a codon's first base
 * @param penaltyGapOpenOutOfFrame cost of opening a gap inside a codon
 * @param penaltyMismatch cost of two bases that differ
 * @param scoreMatch gain of two bases that agree
 * @param maxBandArea largest number of cells of the alignment matrix to compute
 * @param retryReverseComplement whether a sequence that does not align is tried from the other
 *     strand
 * @param noTranslatePastStop whether amino acids after a premature stop are left out
 * @param excessBandwidth extra band around inner gaps, bases
 * @param terminalBandwidth extra band at the ends, bases
 * @param gapAlignmentSide where a gap goes if several places score the same
 * @param kmerLength length of the exact matches that seed the alignment, bases
 * @param kmerDistance distance of successive seeds on the query, bases
 * @param minMatchLength shortest extended seed, bases
 * @param allowedMismatches mismatches allowed within {@code windowSize} while a seed is extended
 * @param windowSize window of {@code allowedMismatches}, bases
 * @param minSeedCover share of the query that extended seeds must cover, 0 to 1
 * @param maxAlignmentAttempts attempts with wider bands if the path touches the band
 */
public record AlignmentParameters(
    int minLength,
    int penaltyGapExtend,
    int penaltyGapOpen,
    int penaltyGapOpenInFrame,
    int penaltyGapOpenOutOfFrame,
    int penaltyMismatch,
    int scoreMatch,
    long maxBandArea,
    boolean retryReverseComplement,
    boolean noTranslatePastStop,
    int excessBandwidth,
    int terminalBandwidth,
    GapAlignmentSide gapAlignmentSide,
    int kmerLength,
    int kmerDistance,
    int minMatchLength,
    int allowedMismatches,
    int windowSize,
    double minSeedCover,
    int maxAlignmentAttempts) {

  /** Nextclade v3's defaults. */
  public static final AlignmentParameters DEFAULT =
      new AlignmentParameters(
          100,
          0,
          6,
          7,
          8,
          1,
          3,
          500_000_000L,
          false,
          false,
          9,
          50,
          GapAlignmentSide.LEFT,
          10,
          50,
          40,
          8,
          30,
          0.33,
          3);

  /** Where a gap goes if several places score the same. */
  public enum GapAlignmentSide {
    LEFT,
    RIGHT
  }
}
