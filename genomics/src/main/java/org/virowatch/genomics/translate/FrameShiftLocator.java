package org.virowatch.genomics.translate;

import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.call.AlignedGenome;
import org.virowatch.genomics.coordinate.CodonRange;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDataset;

/** Says where frame shifts lie beyond their codons, for reports. Immutable and thread-safe. */
public final class FrameShiftLocator {

  private final ReferenceDataset dataset;
  private final byte[] reference;

  /**
   * Where a frame shift lies.
   *
   * @param codons reference codons wholly inside
   * @param alignedBegin first column of the aligned coding sequence, from 0
   * @param alignedEnd column after the last one
   * @param reference positions of the reference, a range a segment
   * @param leading codons before it that are deleted with it
   * @param trailing codons behind it that are deleted with it
   */
  public record Extent(
      CodonRange codons,
      int alignedBegin,
      int alignedEnd,
      List<NucleotideRange> reference,
      CodonRange leading,
      CodonRange trailing) {}

  /**
   * @param dataset what genomes are read against
   */
  public FrameShiftLocator(ReferenceDataset dataset) {
    this.dataset = dataset;
    this.reference = dataset.reference();
  }

  /** The frame shifts of a coding sequence in the order of their codons. */
  public List<Extent> locate(AlignedGenome genome, CodingSequence cds) {
    ReferenceProtein protein = new ReferenceProtein(cds, reference, dataset.alignmentParameters());
    CodingAlignment rows = new CodingAlignment();
    rows.cut(protein, reference, genome);
    rows.protectFirstCodons();
    List<Extent> extents = new ArrayList<>();
    for (FrameShiftDetector.Shift shift :
        FrameShiftDetector.detect(rows.reference(), rows.query(), rows.length())) {
      CodonRange codons = shift.codons();
      extents.add(
          new Extent(
              codons,
              shift.begin(),
              shift.end(),
              onReference(protein, shift),
              new CodonRange(Math.min(shift.mask().begin(), codons.begin()), codons.begin()),
              new CodonRange(codons.end(), Math.max(codons.end(), shift.mask().end()))));
    }
    return extents;
  }

  private static List<NucleotideRange> onReference(
      ReferenceProtein protein, FrameShiftDetector.Shift shift) {
    List<NucleotideRange> ranges = new ArrayList<>();
    for (ReferenceProtein.Part part : protein.parts()) {
      int begin = Math.max(shift.referenceBegin(), part.offset());
      int end = Math.min(shift.referenceEnd(), part.offset() + part.range().length());
      if (begin < end) {
        int first = begin - part.offset();
        int last = end - part.offset();
        ranges.add(
            part.reverse()
                ? new NucleotideRange(part.range().end() - last, part.range().end() - first)
                : new NucleotideRange(part.range().begin() + first, part.range().begin() + last));
      }
    }
    return ranges;
  }
}
