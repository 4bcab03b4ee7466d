package org.virowatch.genomics.quality;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.call.AminoAcidCalls;
import org.virowatch.genomics.call.FrameShift;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.StopCodon;
import org.virowatch.genomics.dataset.QualityParameters;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.placement.PrivateMutations;

/** Applies the rules that a dataset configures. Stateless and thread-safe. */
public final class QualityControl {

  private static final PrivateMutations NONE =
      new PrivateMutations(List.of(), List.of(), List.of(), List.of());

  private final QualityParameters parameters;

  /**
   * @param parameters the dataset's rules
   */
  public QualityControl(QualityParameters parameters) {
    this.parameters = parameters;
  }

  /**
   * The quality of a genome, or nothing if the dataset configures no rule.
   *
   * @param placement null if the dataset has no tree: the genome then counts as free of private
   *     mutations
   */
  public Optional<QualityReport> report(
      NucleotideCalls nucleotides, AminoAcidCalls aminoAcids, @Nullable Placement placement) {
    return report(nucleotides, aminoAcids.frameShifts(), aminoAcids.stopCodons(), placement);
  }

  /**
   * The quality of a genome of whose proteins only what matters here is known.
   *
   * @param frameShifts codons out of frame
   * @param stopCodons stops before the last codon
   * @param placement null if the dataset has no tree
   */
  public Optional<QualityReport> report(
      NucleotideCalls nucleotides,
      List<FrameShift> frameShifts,
      List<StopCodon> stopCodons,
      @Nullable Placement placement) {
    if (parameters.isEmpty()) {
      return Optional.empty();
    }
    PrivateMutations mutations = placement == null ? NONE : placement.privateMutations();
    return Optional.of(
        new QualityReport(
            parameters.missingData().map(rule -> MissingDataRule.apply(rule, nucleotides)),
            parameters.mixedSites().map(rule -> MixedSitesRule.apply(rule, nucleotides)),
            parameters.privateMutations().map(rule -> PrivateMutationsRule.apply(rule, mutations)),
            parameters.snpClusters().map(rule -> SnpClustersRule.apply(rule, mutations)),
            parameters.frameShifts().map(rule -> FrameShiftsRule.apply(rule, frameShifts)),
            parameters.stopCodons().map(rule -> StopCodonsRule.apply(rule, stopCodons))));
  }
}
