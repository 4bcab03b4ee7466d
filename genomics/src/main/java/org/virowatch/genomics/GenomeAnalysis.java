package org.virowatch.genomics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.align.AlignmentOutcome;
import org.virowatch.genomics.align.AlignmentPath;
import org.virowatch.genomics.align.NucleotideAligner;
import org.virowatch.genomics.call.AlignedGenome;
import org.virowatch.genomics.call.AminoAcidCalls;
import org.virowatch.genomics.call.MutationCaller;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.placement.LineagePlacement;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.quality.QualityControl;
import org.virowatch.genomics.sequence.CleanSequence;
import org.virowatch.genomics.translate.GenomeTranslator;
import org.virowatch.genomics.translate.Translation;

/**
 * What is done with a genome, from its letters to calls, lineage and quality, against a reference
 * dataset: the first method cleans, the next aligns, the last calls, translates, places and judges.
 * Reuses buffers: not thread-safe, one for each thread.
 */
public final class GenomeAnalysis {

  private final boolean turnReverseComplements;
  private final boolean nearestNodes;
  private final @Nullable FindingsCollector findings;
  private final Refusals refusals;
  private final NucleotideAligner aligner;
  private final MutationCaller caller;
  private final GenomeTranslator translator;
  private final @Nullable LineagePlacement placement;
  private final QualityControl quality;
  private final CleanSequence sequence = new CleanSequence();
  private final AlignmentPath path = new AlignmentPath();
  private final AlignedGenome genome;

  /**
   * @param dataset what genomes are read against
   */
  public GenomeAnalysis(ReferenceDataset dataset) {
    this(dataset, AnalysisOptions.DEFAULT);
  }

  /**
   * @param dataset what genomes are read against
   * @param options choices beside the dataset's
   */
  public GenomeAnalysis(ReferenceDataset dataset, AnalysisOptions options) {
    turnReverseComplements =
        options.turnReverseComplements() || dataset.alignmentParameters().retryReverseComplement();
    nearestNodes = options.nearestNodes();
    findings = options.findings() ? new FindingsCollector(dataset, options.proteins()) : null;
    refusals = new Refusals(dataset);
    aligner = new NucleotideAligner(dataset);
    caller = new MutationCaller(dataset.reference(), aligner.scheme());
    translator = new GenomeTranslator(dataset);
    placement = dataset.tree().isPresent() ? new LineagePlacement(dataset) : null;
    quality = new QualityControl(dataset.qualityParameters());
    genome = new AlignedGenome(dataset.length());
  }

  /**
   * Analyses one sequence. Never throws for any input: a fault of this program becomes an {@link
   * FailureReason#INTERNAL_ERROR}.
   *
   * @param name name of the sequence
   * @param letters as they stand in the file: lower case, U and gaps are accepted
   */
  public AnalysisResult analyze(String name, byte[] letters) {
    try {
      sequence.read(letters);
      Optional<AnalysisFailure> refusal = refusals.beforeAlignment(name, letters, sequence);
      return refusal.isPresent() ? refusal.get() : align(name);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      return refusals.internalError(name, fault);
    }
  }

  /**
   * The nucleotide calls that {@link #analyze} would begin with: all else that it says follows from
   * them, the coding sequences and the tree.
   *
   * @param name name of the sequence
   * @param letters as above
   * @return empty if it would refuse the sequence, or try it the other way round
   */
  public Optional<NucleotideCalls> callNucleotides(String name, byte[] letters) {
    try {
      sequence.read(letters);
      if (refusals.beforeAlignment(name, letters, sequence).isPresent()
          || aligner.align(sequence.bases(), sequence.length(), path) != AlignmentOutcome.ALIGNED) {
        return Optional.empty();
      }
      genome.lay(sequence.bases(), sequence.length(), path);
      NucleotideCalls nucleotides = caller.call(genome);
      return nucleotides.aligned().isEmpty() ? Optional.empty() : Optional.of(nucleotides);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      return Optional.empty(); // analyze says what the fault is
    }
  }

  private AnalysisResult align(String name) {
    AlignmentOutcome outcome = aligner.align(sequence.bases(), sequence.length(), path);
    if (outcome == AlignmentOutcome.ALIGNED) {
      return read(name, false);
    }
    AnalysisFailure failure = refusals.unaligned(name, sequence, outcome, aligner.seedCover());
    sequence.reverseComplement();
    if (aligner.align(sequence.bases(), sequence.length(), path) != AlignmentOutcome.ALIGNED) {
      return failure;
    }
    return turnReverseComplements ? read(name, true) : refusals.reverseComplement(name);
  }

  private AnalysisResult read(String name, boolean turned) {
    genome.lay(sequence.bases(), sequence.length(), path);
    NucleotideCalls nucleotides = caller.call(genome);
    if (nucleotides.aligned().isEmpty()) {
      return refusals.unaligned(name, sequence, AlignmentOutcome.NO_PATH, 0);
    }
    List<Translation> proteins = new ArrayList<>();
    AminoAcidCalls aminoAcids =
        translator.translate(
            genome, nucleotides, findings != null && findings.needsProteins() ? proteins : null);
    Placement place = placement == null ? null : placement.place(nucleotides);
    return new AnalyzedGenome(
        name,
        caller.score(path, nucleotides, genome.bases()),
        turned,
        nucleotides,
        aminoAcids,
        place,
        quality.report(nucleotides, aminoAcids, place).orElse(null),
        warnings(turned, aminoAcids),
        findings == null
            ? GenomeFindings.NONE
            : findings.collect(nucleotides, aminoAcids, place, proteins, nearest(nucleotides)));
  }

  private List<String> nearest(NucleotideCalls nucleotides) {
    return nearestNodes && placement != null ? placement.nearestNodes(nucleotides) : List.of();
  }

  private List<String> warnings(boolean turned, AminoAcidCalls aminoAcids) {
    List<String> warnings = new ArrayList<>();
    if (turned) {
      warnings.add("The sequence was reverse-complemented before alignment.");
    }
    if (sequence.foreign() > 0) {
      warnings.add(
          sequence.foreign()
              + " letters are no nucleotide codes and were read as N, the first at position "
              + (sequence.firstForeign() + 1)
              + ".");
    }
    for (String cds : aminoAcids.failedCdses()) {
      warnings.add("CDS " + cds + " has no bases in the alignment and was not translated.");
    }
    return warnings;
  }
}
