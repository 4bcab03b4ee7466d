package org.virowatch.genomics.align;

import java.util.Arrays;
import java.util.List;
import org.virowatch.genomics.annotation.CdsSegment;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.annotation.Strand;
import org.virowatch.genomics.dataset.AlignmentParameters;
import org.virowatch.genomics.dataset.AlignmentParameters.GapAlignmentSide;
import org.virowatch.genomics.sequence.Nucleotide;

/**
 * What pairs of letters and gaps are worth. Immutable.
 *
 * <p>A pair with an unknown letter (N or X) is worth one less than a match, two letters that share
 * a meaning are a match. Opening a gap costs what the reference letter says that the gap begins at
 * (deletion) or stands before (insertion).
 */
public final class ScoringScheme {

  private static final int LETTERS = 32;

  private final int[] pairs;
  private final int[] gapOpen;
  private final int gapExtend;
  private final int match;
  private final int cheapestGap;
  private final boolean tiesToGap;

  private ScoringScheme(int[] pairs, int[] gapOpen, AlignmentParameters parameters) {
    this.pairs = pairs;
    this.gapOpen = gapOpen;
    this.gapExtend = parameters.penaltyGapExtend();
    this.match = parameters.scoreMatch();
    this.cheapestGap = Arrays.stream(gapOpen).min().orElse(0);
    this.tiesToGap = parameters.gapAlignmentSide() == GapAlignmentSide.LEFT;
  }

  /**
   * Nucleotides, with gaps cheapest outside coding sequences, dearer at a codon's first base,
   * dearest inside a codon. Where coding sequences overlap, the later one of the annotation
   * decides.
   */
  public static ScoringScheme nucleotides(
      AlignmentParameters parameters, int referenceLength, List<CodingSequence> codingSequences) {
    int[] pairs = new int[LETTERS * LETTERS];
    Arrays.fill(pairs, -parameters.penaltyMismatch());
    String codes = "ACGTRYSWKMBDHVN";
    for (int i = 0; i < codes.length(); i++) {
      for (int j = 0; j < codes.length(); j++) {
        byte a = (byte) codes.charAt(i);
        byte b = (byte) codes.charAt(j);
        if (a == Nucleotide.UNKNOWN || b == Nucleotide.UNKNOWN) {
          pairs[index(a, b)] = parameters.scoreMatch() - 1;
        } else if (Nucleotide.matches(a, b)) {
          pairs[index(a, b)] = parameters.scoreMatch();
        }
      }
    }
    int[] gapOpen = new int[referenceLength + 2];
    Arrays.fill(gapOpen, parameters.penaltyGapOpen());
    for (CodingSequence cds : codingSequences) {
      int offset = 0;
      for (CdsSegment segment : cds.segments()) {
        boolean reverse = segment.strand() == Strand.REVERSE;
        int frameBase = reverse ? 2 : 0; // the codon's base that comes first in the reference
        for (int i = 0; i < segment.range().length(); i++, offset++) {
          int position = reverse ? segment.range().end() - 1 - i : segment.range().begin() + i;
          if (position < referenceLength) {
            gapOpen[position] =
                offset % 3 == frameBase
                    ? parameters.penaltyGapOpenInFrame()
                    : parameters.penaltyGapOpenOutOfFrame();
          }
        }
      }
    }
    return new ScoringScheme(pairs, gapOpen, parameters);
  }

  /** Amino acids: identity, and the price of a gap outside coding sequences everywhere. */
  public static ScoringScheme aminoAcids(AlignmentParameters parameters, int referenceLength) {
    int[] pairs = new int[LETTERS * LETTERS];
    Arrays.fill(pairs, -parameters.penaltyMismatch());
    for (int i = 0; i < LETTERS; i++) {
      pairs[i * LETTERS + i] = parameters.scoreMatch();
    }
    for (int i = 0; i < LETTERS; i++) {
      pairs[i * LETTERS + ('X' & 31)] = parameters.scoreMatch() - 1;
      pairs[('X' & 31) * LETTERS + i] = parameters.scoreMatch() - 1;
    }
    int[] gapOpen = new int[referenceLength + 2];
    Arrays.fill(gapOpen, parameters.penaltyGapOpen());
    return new ScoringScheme(pairs, gapOpen, parameters);
  }

  private static int index(byte a, byte b) {
    return (a & 31) * LETTERS + (b & 31);
  }

  /** Worth of pairing two letters. */
  public int pair(byte a, byte b) {
    return pairs[index(a, b)];
  }

  /**
   * Cost of opening a gap at (deletion) or before (insertion) a reference letter, counted from 0.
   */
  public int gapOpen(int reference) {
    return gapOpen[reference];
  }

  /** Cost of each further letter of a gap. */
  public int gapExtend() {
    return gapExtend;
  }

  /** Worth of two equal, known letters: the most a pair can give. */
  public int match() {
    return match;
  }

  /** Cost of the cheapest gap anywhere. */
  public int cheapestGap() {
    return cheapestGap;
  }

  /** Whether a gap wins over a pair of the same score while tracing back from the end. */
  public boolean tiesToGap() {
    return tiesToGap;
  }

  int[] pairTable() {
    return pairs;
  }

  int[] gapOpenTable() {
    return gapOpen;
  }
}
