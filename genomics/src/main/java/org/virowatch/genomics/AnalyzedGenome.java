package org.virowatch.genomics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.AminoAcidCalls;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidInsertion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.FrameShift;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.call.UnknownCodons;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.quality.QualityReport;

/**
 * Everything a genome says against its reference dataset.
 *
 * @param name name of the sequence
 * @param alignmentScore score of the alignment under the dataset's parameters
 * @param reverseComplemented whether the sequence was turned round before alignment
 * @param nucleotides nucleotide calls
 * @param aminoAcids amino-acid calls
 * @param placement nearest node of the dataset's tree; null when the dataset has none
 * @param quality quality control; null when the dataset configures none
 * @param warnings oddities that did not prevent the analysis, in words
 * @param findings what a report says beyond the calls; {@link GenomeFindings#NONE} unless asked for
 */
public record AnalyzedGenome(
    String name,
    int alignmentScore,
    boolean reverseComplemented,
    NucleotideCalls nucleotides,
    AminoAcidCalls aminoAcids,
    @Nullable Placement placement,
    @Nullable QualityReport quality,
    List<String> warnings,
    GenomeFindings findings)
    implements AnalysisResult {

  public AnalyzedGenome {
    warnings = List.copyOf(warnings);
  }

  /** A genome of which nothing but the calls was asked for. */
  public AnalyzedGenome(
      String name,
      int alignmentScore,
      boolean reverseComplemented,
      NucleotideCalls nucleotides,
      AminoAcidCalls aminoAcids,
      @Nullable Placement placement,
      @Nullable QualityReport quality,
      List<String> warnings) {
    this(
        name,
        alignmentScore,
        reverseComplemented,
        nucleotides,
        aminoAcids,
        placement,
        quality,
        warnings,
        GenomeFindings.NONE);
  }

  /** Reference positions from the first to the last aligned base. */
  public NucleotideRange aligned() {
    return nucleotides.aligned();
  }

  public List<Substitution> substitutions() {
    return nucleotides.substitutions();
  }

  public List<Deletion> deletions() {
    return nucleotides.deletions();
  }

  public List<Insertion> insertions() {
    return nucleotides.insertions();
  }

  /** Runs of N inside the aligned range. */
  public List<NucleotideRange> missing() {
    return nucleotides.missing();
  }

  /** Runs of ambiguity codes other than N. */
  public List<AmbiguousBases> ambiguous() {
    return nucleotides.ambiguous();
  }

  public List<FrameShift> frameShifts() {
    return aminoAcids.frameShifts();
  }

  public List<AminoAcidSubstitution> aaSubstitutions() {
    return aminoAcids.substitutions();
  }

  public List<AminoAcidDeletion> aaDeletions() {
    return aminoAcids.deletions();
  }

  public List<AminoAcidInsertion> aaInsertions() {
    return aminoAcids.insertions();
  }

  /** Codons that cannot be translated, by CDS. */
  public List<UnknownCodons> unknownCodons() {
    return aminoAcids.unknown();
  }
}
