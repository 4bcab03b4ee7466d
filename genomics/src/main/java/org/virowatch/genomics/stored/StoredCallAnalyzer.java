package org.virowatch.genomics.stored;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.dataset.CallBasis;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.placement.LineagePlacement;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.quality.QualityControl;
import org.virowatch.genomics.stored.StoredCallResult.Refused;
import org.virowatch.genomics.stored.StoredCallResult.Replaced;

/**
 * Reads stored calls against another version of their dataset: lineage, clade, private mutations
 * and quality as {@link GenomeAnalysis} would give them for the sequence.
 *
 * <p>If the dataset agrees in everything the calls depend on ({@link CallBasis}), they stand, and
 * the genome is only placed and judged again. If it only looks for alignments otherwise, the
 * sequence is restored from the calls and aligned again; where that gives the same nucleotide
 * calls, the others stand too, because they follow from these. Otherwise the sequence is called
 * again; that is slower, but has the same answer by construction. A call against another reference
 * is refused.
 *
 * <p>Reuses buffers: not thread-safe, one for each thread.
 */
public final class StoredCallAnalyzer {

  private final CallBasis basis;
  private final Realignment realignment;
  private final ReferenceCheck check;
  private final SequenceRestorer restorer;
  private final GenomeAnalysis analyzer;
  private final @Nullable LineagePlacement placement;
  private final QualityControl quality;

  /**
   * @param dataset what stored calls are read against
   * @param realignment when genomes are called again
   */
  public StoredCallAnalyzer(ReferenceDataset dataset, Realignment realignment) {
    this.basis = CallBasis.of(dataset);
    this.realignment = realignment;
    byte[] reference = dataset.reference();
    this.check = new ReferenceCheck(dataset, basis, reference);
    this.restorer = new SequenceRestorer(reference);
    this.analyzer = new GenomeAnalysis(dataset);
    this.placement = dataset.tree().isPresent() ? new LineagePlacement(dataset) : null;
    this.quality = new QualityControl(dataset.qualityParameters());
  }

  /** What a stored call says under the dataset. */
  public StoredCallResult analyze(StoredCall call) {
    Optional<Refused> refusal = check.refusal(call);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    CallBasis stored = call.basis().orElse(null);
    if (stored == null || !stored.scoring().equals(basis.scoring())) {
      return callAgain(call);
    }
    NucleotideCalls nucleotides = call.nucleotides();
    boolean sameSearch = stored.search().equals(basis.search());
    if (!sameSearch && realignment == Realignment.IF_SEARCH_DIFFERS) {
      if (!isAlignedAlike(call)) {
        return callAgain(call);
      }
      sameSearch = true;
    }
    Placement place = placement == null ? null : placement.place(nucleotides);
    return new Replaced(
        place,
        quality.report(nucleotides, call.frameShifts(), call.stopCodons(), place).orElse(null),
        Optional.empty(),
        fidelity(call, sameSearch));
  }

  private boolean isAlignedAlike(StoredCall call) {
    return analyzer
        .callNucleotides(call.name(), restorer.restore(call.nucleotides()))
        .filter(call.nucleotides()::equals)
        .isPresent();
  }

  private StoredCallResult callAgain(StoredCall call) {
    AnalysisResult result = analyzer.analyze(call.name(), restorer.restore(call.nucleotides()));
    if (result instanceof AnalyzedGenome genome) {
      return new Replaced(
          genome.placement(), genome.quality(), Optional.of(genome), fidelity(call, true));
    }
    return new Refused(((AnalysisFailure) result).message());
  }

  private static Fidelity fidelity(StoredCall call, boolean sameSearch) {
    if (!call.doubtful().isEmpty()) {
      return Fidelity.AMBIGUITY_UNKNOWN;
    }
    return sameSearch ? Fidelity.EXACT : Fidelity.ALIGNMENT_KEPT;
  }
}
