package org.virowatch.genomics.dataset;

import java.util.List;
import java.util.Optional;

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

  /**
   * For viruses that differ much: shorter and denser seeds that tolerate more mismatches, wider
   * bands. Nextclade has a preset of this name and purpose but documents no values; these are ours.
   */
  public static final AlignmentParameters HIGH_DIVERSITY =
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
          18,
          100,
          GapAlignmentSide.LEFT,
          8,
          20,
          30,
          12,
          30,
          0.1,
          3);

  /**
   * For fragments from 30 bases: short, dense seeds. Nextclade has a preset of this name and
   * purpose but documents no values; these are ours.
   */
  public static final AlignmentParameters SHORT_SEQUENCES =
      new AlignmentParameters(
          30,
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
          8,
          8,
          20,
          6,
          20,
          0.1,
          3);

  /** Names of the presets. */
  public static final List<String> PRESETS =
      List.of("default", "high-diversity", "short-sequences");

  /**
   * The preset Nextclade calls {@code default}, {@code high-diversity} or {@code short-sequences}.
   */
  public static Optional<AlignmentParameters> preset(String name) {
    return switch (name) {
      case "default" -> Optional.of(DEFAULT);
      case "high-diversity" -> Optional.of(HIGH_DIVERSITY);
      case "short-sequences" -> Optional.of(SHORT_SEQUENCES);
      default -> Optional.empty();
    };
  }

  /** Where a gap goes if several places score the same. */
  public enum GapAlignmentSide {
    LEFT,
    RIGHT
  }
}
