package org.virowatch.ingest.call;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.AlignmentParameters;
import org.virowatch.genomics.dataset.AlignmentParameters.GapAlignmentSide;
import org.virowatch.genomics.dataset.ReferenceDataset;
import picocli.CommandLine.Option;

/**
 * Nextclade's alignment parameters as options: a preset, over it the dataset's values, over them
 * the options given.
 */
final class AlignmentOptions {

  @Option(
      names = "--alignment-preset",
      paramLabel = "NAME",
      description =
          "Parameters to begin with: default, high-diversity or short-sequences. The dataset's own"
              + " values and the options below go before.")
  private @Nullable String preset;

  @Option(
      names = "--min-length",
      paramLabel = "N",
      description = "Shortest sequence to align, bases.")
  private @Nullable Integer minLength;

  @Option(
      names = "--penalty-gap-extend",
      paramLabel = "N",
      description = "Cost of each further base of a gap.")
  private @Nullable Integer penaltyGapExtend;

  @Option(
      names = "--penalty-gap-open",
      paramLabel = "N",
      description = "Cost of opening a gap outside coding sequences.")
  private @Nullable Integer penaltyGapOpen;

  @Option(
      names = "--penalty-gap-open-in-frame",
      paramLabel = "N",
      description = "Cost of opening a gap at a codon's first base.")
  private @Nullable Integer penaltyGapOpenInFrame;

  @Option(
      names = "--penalty-gap-open-out-of-frame",
      paramLabel = "N",
      description = "Cost of opening a gap inside a codon.")
  private @Nullable Integer penaltyGapOpenOutOfFrame;

  @Option(
      names = "--penalty-mismatch",
      paramLabel = "N",
      description = "Cost of two letters that differ.")
  private @Nullable Integer penaltyMismatch;

  @Option(
      names = "--score-match",
      paramLabel = "N",
      description = "Gain of two letters that agree.")
  private @Nullable Integer scoreMatch;

  @Option(
      names = "--max-band-area",
      paramLabel = "N",
      description = "Most cells of the alignment matrix to compute for a sequence.")
  private @Nullable Long maxBandArea;

  @Option(
      names = "--retry-reverse-complement",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Turn sequences round that fit only so, instead of refusing them.")
  private @Nullable Boolean retryReverseComplement;

  @Option(
      names = "--no-translate-past-stop",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Leave out amino acids after a premature stop.")
  private @Nullable Boolean noTranslatePastStop;

  @Option(
      names = "--excess-bandwidth",
      paramLabel = "N",
      description = "Extra band around inner gaps, bases.")
  private @Nullable Integer excessBandwidth;

  @Option(
      names = "--terminal-bandwidth",
      paramLabel = "N",
      description = "Extra band at the ends, bases.")
  private @Nullable Integer terminalBandwidth;

  @Option(
      names = "--gap-alignment-side",
      paramLabel = "SIDE",
      description = "Where a gap goes if several places score the same: left or right.")
  private @Nullable String gapAlignmentSide;

  @Option(
      names = "--kmer-length",
      paramLabel = "N",
      description = "Length of the exact matches that seed the alignment, bases.")
  private @Nullable Integer kmerLength;

  @Option(
      names = "--kmer-distance",
      paramLabel = "N",
      description = "Distance of successive seeds on the sequence, bases.")
  private @Nullable Integer kmerDistance;

  @Option(
      names = "--min-match-length",
      paramLabel = "N",
      description = "Shortest extended seed, bases.")
  private @Nullable Integer minMatchLength;

  @Option(
      names = "--allowed-mismatches",
      paramLabel = "N",
      description = "Mismatches allowed within the window while a seed is extended.")
  private @Nullable Integer allowedMismatches;

  @Option(
      names = "--window-size",
      paramLabel = "N",
      description = "Window of --allowed-mismatches, bases.")
  private @Nullable Integer windowSize;

  @Option(
      names = "--min-seed-cover",
      paramLabel = "SHARE",
      description = "Share of the sequence that extended seeds must cover, 0 to 1.")
  private @Nullable Double minSeedCover;

  @Option(
      names = "--max-alignment-attempts",
      paramLabel = "N",
      description = "Attempts with wider bands if the path touches the band.")
  private @Nullable Integer maxAlignmentAttempts;

  /**
   * The dataset with these options.
   *
   * @throws IllegalArgumentException if a value is impossible
   */
  ReferenceDataset apply(ReferenceDataset dataset) {
    AlignmentParameters base =
        preset == null
            ? dataset.alignmentParameters()
            : dataset
                .alignmentParameters(preset)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "--alignment-preset takes "
                                + String.join(", ", AlignmentParameters.PRESETS)
                                + ", got "
                                + preset));
    AlignmentParameters chosen =
        new AlignmentParameters(
            whole("--min-length", minLength, base.minLength(), 0),
            whole("--penalty-gap-extend", penaltyGapExtend, base.penaltyGapExtend(), 0),
            whole("--penalty-gap-open", penaltyGapOpen, base.penaltyGapOpen(), 0),
            whole(
                "--penalty-gap-open-in-frame",
                penaltyGapOpenInFrame,
                base.penaltyGapOpenInFrame(),
                0),
            whole(
                "--penalty-gap-open-out-of-frame",
                penaltyGapOpenOutOfFrame,
                base.penaltyGapOpenOutOfFrame(),
                0),
            whole("--penalty-mismatch", penaltyMismatch, base.penaltyMismatch(), 0),
            whole("--score-match", scoreMatch, base.scoreMatch(), 1),
            maxBandArea == null ? base.maxBandArea() : Math.max(1, maxBandArea),
            retryReverseComplement == null ? base.retryReverseComplement() : retryReverseComplement,
            noTranslatePastStop == null ? base.noTranslatePastStop() : noTranslatePastStop,
            whole("--excess-bandwidth", excessBandwidth, base.excessBandwidth(), 0),
            whole("--terminal-bandwidth", terminalBandwidth, base.terminalBandwidth(), 0),
            side(base.gapAlignmentSide()),
            whole("--kmer-length", kmerLength, base.kmerLength(), 1),
            whole("--kmer-distance", kmerDistance, base.kmerDistance(), 1),
            whole("--min-match-length", minMatchLength, base.minMatchLength(), 1),
            whole("--allowed-mismatches", allowedMismatches, base.allowedMismatches(), 0),
            whole("--window-size", windowSize, base.windowSize(), 1),
            share(base.minSeedCover()),
            whole(
                "--max-alignment-attempts", maxAlignmentAttempts, base.maxAlignmentAttempts(), 1));
    return chosen.equals(dataset.alignmentParameters()) ? dataset : dataset.with(chosen);
  }

  private static int whole(String option, @Nullable Integer value, int base, int least) {
    if (value == null) {
      return base;
    }
    if (value < least) {
      throw new IllegalArgumentException(option + " takes " + least + " or more, got " + value);
    }
    return value;
  }

  private double share(double base) {
    if (minSeedCover == null) {
      return base;
    }
    if (!(minSeedCover >= 0 && minSeedCover <= 1)) {
      throw new IllegalArgumentException("--min-seed-cover takes 0 to 1, got " + minSeedCover);
    }
    return minSeedCover;
  }

  private GapAlignmentSide side(GapAlignmentSide base) {
    if (gapAlignmentSide == null) {
      return base;
    }
    return switch (gapAlignmentSide.toLowerCase(Locale.ROOT)) {
      case "left" -> GapAlignmentSide.LEFT;
      case "right" -> GapAlignmentSide.RIGHT;
      default ->
          throw new IllegalArgumentException(
              "--gap-alignment-side takes left or right, got " + gapAlignmentSide);
    };
  }
}
