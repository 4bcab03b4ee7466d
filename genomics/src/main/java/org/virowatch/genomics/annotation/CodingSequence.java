package org.virowatch.genomics.annotation;

import java.util.List;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.NucleotidePosition;

/**
 * A coding sequence: segments of the reference which, joined in reading order, are read in codons
 * from their first base. Segments may overlap (ribosomal slippage) and lie on either strand.
 *
 * @param name unique within the annotation; the name mutations carry, such as {@code S}
 * @param segments in reading order
 */
public record CodingSequence(String name, List<CdsSegment> segments) {

  public CodingSequence {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("coding sequence " + name + " has no segment");
    }
  }

  /** Number of bases of all segments. */
  public int length() {
    int length = 0;
    for (CdsSegment segment : segments) {
      length += segment.range().length();
    }
    return length;
  }

  /** Number of whole codons. */
  public int codons() {
    return length() / 3;
  }

  /**
   * The reference position of a base of the coding sequence.
   *
   * @param offset base of the coding sequence counted from 0 in reading order
   * @throws IndexOutOfBoundsException if the coding sequence has no such base
   */
  public NucleotidePosition referencePosition(int offset) {
    int rest = offset;
    if (rest >= 0) {
      for (CdsSegment segment : segments) {
        int length = segment.range().length();
        if (rest < length) {
          return new NucleotidePosition(
              segment.strand() == Strand.FORWARD
                  ? segment.range().begin() + rest
                  : segment.range().end() - 1 - rest);
        }
        rest -= length;
      }
    }
    throw new IndexOutOfBoundsException(
        "base " + offset + " of coding sequence " + name + " of " + length() + " bases");
  }

  /**
   * The three reference positions of a codon in reading order.
   *
   * @throws IndexOutOfBoundsException if the coding sequence has no such codon
   */
  public List<NucleotidePosition> codon(CodonPosition codon) {
    int first = 3 * codon.zeroBased();
    return List.of(
        referencePosition(first), referencePosition(first + 1), referencePosition(first + 2));
  }

  /** Whether any segment is read from the reverse strand. */
  public boolean hasReverseStrand() {
    return segments.stream().anyMatch(segment -> segment.strand() == Strand.REVERSE);
  }
}
