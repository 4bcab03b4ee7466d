package org.virowatch.genomics.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.virowatch.genomics.align.ScoringScheme;
import org.virowatch.genomics.annotation.CdsSegment;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.annotation.Strand;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.AlignmentParameters;
import org.virowatch.genomics.sequence.Nucleotide;

/**
 * A coding sequence of the reference with its protein and the way from one to the other. Immutable.
 */
final class ReferenceProtein {

  /**
   * A segment and its place in the coding sequence.
   *
   * @param range reference positions
   * @param reverse whether it is read from the reverse strand
   * @param offset bases of the coding sequence before it
   */
  record Part(NucleotideRange range, boolean reverse, int offset) {
    /** Base of the coding sequence, counted from 0, at a reference position of this segment. */
    int offsetOf(int position) {
      return offset + (reverse ? range.end() - 1 - position : position - range.begin());
    }
  }

  private final CodingSequence cds;
  private final List<Part> parts;
  private final int[] positions;
  private final boolean[] reversed;
  private final byte[] aminoAcids;
  private final ScoringScheme scheme;

  ReferenceProtein(CodingSequence cds, byte[] reference, AlignmentParameters parameters) {
    this.cds = cds;
    List<Part> found = new ArrayList<>();
    int length = 0;
    for (CdsSegment segment : cds.segments()) {
      NucleotideRange range =
          new NucleotideRange(
              Math.min(segment.range().begin(), reference.length),
              Math.min(segment.range().end(), reference.length));
      found.add(new Part(range, segment.strand() == Strand.REVERSE, length));
      length += range.length();
    }
    parts = List.copyOf(found);
    positions = new int[length];
    reversed = new boolean[length];
    for (Part part : parts) {
      for (int position = part.range.begin(); position < part.range.end(); position++) {
        positions[part.offsetOf(position)] = position;
        reversed[part.offsetOf(position)] = part.reverse;
      }
    }
    byte[] protein = new byte[length / 3];
    for (int codon = 0; codon < protein.length; codon++) {
      protein[codon] = translate(codon, reference);
      if (parameters.noTranslatePastStop() && protein[codon] == GeneticCode.STOP) {
        protein = Arrays.copyOf(protein, codon + 1);
      }
    }
    aminoAcids = protein;
    scheme = ScoringScheme.aminoAcids(parameters, protein.length);
  }

  String name() {
    return cds.name();
  }

  /** Segments in reading order. */
  List<Part> parts() {
    return parts;
  }

  /** Bases of the coding sequence. */
  int bases() {
    return positions.length;
  }

  /** Codons of the reference protein, the stop included. */
  int codons() {
    return aminoAcids.length;
  }

  /** One letter for each codon. Not a copy. */
  byte[] aminoAcids() {
    return aminoAcids;
  }

  /** Scores of alignments against this protein. */
  ScoringScheme scheme() {
    return scheme;
  }

  /** The amino acid of a codon of the reference in a genome laid over the reference. */
  byte translate(int codon, byte[] bases) {
    int offset = 3 * codon;
    return GeneticCode.translate(
        base(offset, bases), base(offset + 1, bases), base(offset + 2, bases));
  }

  private byte base(int offset, byte[] bases) {
    byte base = bases[positions[offset]];
    return reversed[offset] ? Nucleotide.complement(base) : base;
  }
}
