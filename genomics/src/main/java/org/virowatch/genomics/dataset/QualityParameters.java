package org.virowatch.genomics.dataset;

import java.util.List;
import java.util.Optional;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.CodonRange;

/**
 * Parameters of Nextclade's six quality rules ({@code qc} of {@code pathogen.json}). An absent rule
 * is not applied.
 *
 * @param missingData unknown bases
 * @param mixedSites ambiguous bases
 * @param privateMutations mutations the nearest node of the tree does not have
 * @param snpClusters private mutations close together
 * @param frameShifts codons out of frame
 * @param stopCodons premature stops
 */
public record QualityParameters(
    Optional<MissingData> missingData,
    Optional<MixedSites> mixedSites,
    Optional<PrivateMutations> privateMutations,
    Optional<SnpClusters> snpClusters,
    Optional<FrameShifts> frameShifts,
    Optional<StopCodons> stopCodons) {

  /** No rule at all: the dataset configures no quality control. */
  public static final QualityParameters NONE =
      new QualityParameters(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Whether no rule is configured. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * Score (missing − scoreBias) · 100 ÷ missingDataThreshold, not below 0.
   *
   * @param missingDataThreshold missing bases beyond the bias that make the score 100
   * @param scoreBias missing bases that cost nothing
   */
  public record MissingData(double missingDataThreshold, double scoreBias) {}

  /**
   * Score ambiguous · 100 ÷ mixedSitesThreshold.
   *
   * @param mixedSitesThreshold ambiguous bases that make the score 100
   */
  public record MixedSites(int mixedSitesThreshold) {}

  /**
   * Score (weighted total − typical) · 100 ÷ cutoff, not below 0.
   *
   * @param typical weighted total that costs nothing
   * @param cutoff weighted total beyond it that makes the score 100
   * @param weightLabeledSubstitutions weight of each labelled private substitution
   * @param weightReversionSubstitutions weight of each reversion
   * @param weightUnlabeledSubstitutions weight of each other private substitution
   */
  public record PrivateMutations(
      double typical,
      double cutoff,
      double weightLabeledSubstitutions,
      double weightReversionSubstitutions,
      double weightUnlabeledSubstitutions) {}

  /**
   * Score clusters · scoreWeight.
   *
   * @param windowSize width of the window, bases
   * @param clusterCutOff private mutations in a window that are not yet a cluster
   * @param scoreWeight score of each cluster
   */
  public record SnpClusters(int windowSize, int clusterCutOff, double scoreWeight) {}

  /**
   * Score unexpected frame shifts · scoreWeight.
   *
   * @param ignored frame shifts known to be harmless
   * @param scoreWeight score of each other one
   */
  public record FrameShifts(List<KnownFrameShift> ignored, double scoreWeight) {
    public FrameShifts {
      ignored = List.copyOf(ignored);
    }
  }

  /**
   * A frame shift known to be harmless.
   *
   * @param cds name of the coding sequence
   * @param codons exactly the codons out of frame
   */
  public record KnownFrameShift(String cds, CodonRange codons) {}

  /**
   * Score unexpected stops · scoreWeight.
   *
   * @param ignored stops known to be harmless
   * @param scoreWeight score of each other one
   */
  public record StopCodons(List<KnownStopCodon> ignored, double scoreWeight) {
    public StopCodons {
      ignored = List.copyOf(ignored);
    }
  }

  /**
   * A premature stop known to be harmless.
   *
   * @param cds name of the coding sequence
   * @param codon codon of the stop
   */
  public record KnownStopCodon(String cds, CodonPosition codon) {}
}
