package org.virowatch.genomics.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.virowatch.genomics.align.AlignmentPath;
import org.virowatch.genomics.align.DiagonalBandAligner;
import org.virowatch.genomics.align.GappedProteinAligner;
import org.virowatch.genomics.call.AlignedGenome;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.AminoAcidInsertion;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.CodonRange;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.AlignmentParameters;

/**
 * Translates one coding sequence of an aligned genome into a protein in reference coordinates,
 * after Nextclade: gaps are forgotten, letters out of frame masked, the rest translated and aligned
 * to the reference protein. Without indels only the codons that differ are looked at, and the
 * alignment is only checked where so many amino acids differ that gaps might win.
 *
 * <p>Reuses buffers: not thread-safe. The protein is valid until the next call.
 */
final class ProteinTranslator {

  /** Room that Nextclade gives the amino-acid alignment beyond what the gaps need. */
  private static final int BASE_BAND_WIDTH = 5;

  private final ReferenceProtein reference;
  private final AlignmentParameters parameters;
  private final GappedProteinAligner aligner;
  private final DiagonalCertifier certifier;
  private final CodingAlignment rows = new CodingAlignment();
  private final AlignmentPath path = new AlignmentPath();
  private final byte[] protein;
  private byte[] queryProtein = new byte[1024];
  private List<AminoAcidInsertion> insertions = List.of();
  private List<CodonRange> frameShifts = List.of();

  ProteinTranslator(
      ReferenceProtein reference, AlignmentParameters parameters, DiagonalBandAligner aligner) {
    this.reference = reference;
    this.parameters = parameters;
    this.aligner =
        new GappedProteinAligner(
            reference.aminoAcids(), reference.scheme(), GeneticCode.UNKNOWN, aligner);
    this.certifier = new DiagonalCertifier(reference, BASE_BAND_WIDTH, aligner);
    this.protein = new byte[reference.codons()];
  }

  ReferenceProtein reference() {
    return reference;
  }

  /** One letter for each codon of the reference protein. Not a copy. */
  byte[] protein() {
    return protein;
  }

  /** Insertions by codon. */
  List<AminoAcidInsertion> insertions() {
    return insertions;
  }

  /** Codons out of frame. */
  List<CodonRange> frameShifts() {
    return frameShifts;
  }

  /**
   * Translates a genome.
   *
   * @return false if nothing of the coding sequence is there to be translated
   */
  boolean translate(byte[] referenceBases, AlignedGenome genome, NucleotideCalls calls) {
    insertions = List.of();
    frameShifts = List.of();
    if (!parameters.noTranslatePastStop()
        && !hasIndels(calls)
        && translateChangedCodons(genome.bases(), calls)) {
      return true;
    }
    return alignProtein(referenceBases, genome);
  }

  private boolean hasIndels(NucleotideCalls calls) {
    for (ReferenceProtein.Part part : reference.parts()) {
      NucleotideRange range = part.range();
      if (calls.aligned().begin() > range.begin() || calls.aligned().end() < range.end()) {
        return true;
      }
      for (Deletion deletion : calls.deletions()) {
        if (deletion.range().overlaps(range)) {
          return true;
        }
      }
      for (Insertion insertion : calls.insertions()) {
        int after = insertion.after().zeroBased();
        if (after >= range.begin() && after < range.end() - 1) {
          return true;
        }
      }
    }
    return false;
  }

  /** False if the amino acids may be better aligned with gaps. */
  private boolean translateChangedCodons(byte[] bases, NucleotideCalls calls) {
    System.arraycopy(reference.aminoAcids(), 0, protein, 0, protein.length);
    for (ReferenceProtein.Part part : reference.parts()) {
      for (Substitution substitution : calls.substitutions()) {
        int position = substitution.position().zeroBased();
        retranslate(part, position, position + 1, bases);
      }
      for (NucleotideRange range : calls.missing()) {
        retranslate(part, range.begin(), range.end(), bases);
      }
      for (AmbiguousBases run : calls.ambiguous()) {
        retranslate(part, run.range().begin(), run.range().end(), bases);
      }
    }
    return certifier.certify(protein, path);
  }

  private void retranslate(ReferenceProtein.Part part, int from, int to, byte[] bases) {
    int last = -1;
    int begin = Math.max(from, part.range().begin());
    int end = Math.min(to, part.range().end());
    for (int position = begin; position < end; position++) {
      int codon = part.offsetOf(position) / 3;
      if (codon != last && codon < protein.length) {
        protein[codon] = reference.translate(codon, bases);
        last = codon;
      }
    }
  }

  private boolean alignProtein(byte[] referenceBases, AlignedGenome genome) {
    rows.cut(reference, referenceBases, genome);
    CodingAlignment.GapCounts referenceGaps = rows.referenceGaps();
    CodingAlignment.GapCounts queryGaps = rows.queryGaps();
    if (queryGaps.leading() == rows.length()) {
      return false;
    }
    rows.protectFirstCodons();
    List<FrameShiftDetector.Shift> shifts =
        rows.keepsFrame()
            ? List.of()
            : FrameShiftDetector.detect(rows.reference(), rows.query(), rows.length());
    rows.maskQuery(shifts);
    if (queryProtein.length < rows.length() / 3) {
      queryProtein = new byte[rows.length() / 3 + 1024];
    }
    int letters = rows.translateQuery(queryProtein, reference, parameters.noTranslatePastStop());
    int width = (queryGaps.internal() + referenceGaps.internal()) / 3 + BASE_BAND_WIDTH;
    int shift =
        (queryGaps.leading() - referenceGaps.leading()) / 3
            + (queryGaps.internal() - referenceGaps.internal()) / 6;
    if (!aligner.align(
        queryProtein,
        letters,
        shift,
        width,
        queryGaps.leading() > 0,
        queryGaps.trailing() > 0,
        path)) {
      return false;
    }
    lay(letters);
    mask(shifts);
    return true;
  }

  /** Fills the protein from the alignment and collects insertions. */
  private void lay(int letters) {
    Arrays.fill(protein, GeneticCode.GAP);
    List<AminoAcidInsertion> found = new ArrayList<>();
    int consumed = 0;
    int codon = 0;
    for (int block = 0; block < path.size(); block++) {
      int start = path.referenceStart(block);
      addInsertion(found, start, consumed, path.queryStart(block));
      System.arraycopy(queryProtein, path.queryStart(block), protein, start, path.length(block));
      consumed = path.queryEnd(block);
      codon = path.referenceEnd(block);
    }
    addInsertion(found, codon, consumed, letters);
    insertions = found;
  }

  private void addInsertion(List<AminoAcidInsertion> found, int before, int from, int to) {
    if (to > from) {
      found.add(
          new AminoAcidInsertion(
              reference.name(),
              new CodonPosition(before - 1),
              new String(
                  queryProtein, from, to - from, java.nio.charset.StandardCharsets.US_ASCII)));
    }
  }

  private void mask(List<FrameShiftDetector.Shift> shifts) {
    List<CodonRange> ranges = new ArrayList<>();
    for (FrameShiftDetector.Shift shift : shifts) {
      fill(shift.mask().begin(), shift.codons().begin(), GeneticCode.GAP);
      fill(shift.codons().begin(), shift.codons().end(), GeneticCode.UNKNOWN);
      fill(shift.codons().end(), shift.mask().end(), GeneticCode.GAP);
      ranges.add(shift.codons());
    }
    frameShifts = ranges;
  }

  private void fill(int from, int to, byte letter) {
    int end = Math.min(to, protein.length);
    if (from < end) {
      Arrays.fill(protein, from, end, letter);
    }
  }
}
