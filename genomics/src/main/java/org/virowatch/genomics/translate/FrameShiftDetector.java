package org.virowatch.genomics.translate;

import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.coordinate.CodonRange;
import org.virowatch.genomics.sequence.Nucleotide;

/**
 * Finds the stretches of an aligned coding sequence that are read out of frame: from the first pair
 * after an indel that breaks the frame to the indel that restores it, or to the end.
 */
final class FrameShiftDetector {

  /**
   * A stretch out of frame.
   *
   * @param begin first column of the aligned coding sequence
   * @param end column after the last one
   * @param codons reference codons wholly inside
   * @param mask the same with the deletions that touch it
   * @param referenceBegin first base of the reference's coding sequence inside
   * @param referenceEnd base after the last one
   */
  record Shift(
      int begin,
      int end,
      CodonRange codons,
      CodonRange mask,
      int referenceBegin,
      int referenceEnd) {}

  private final List<Shift> shifts = new ArrayList<>();
  private final byte[] reference;
  private final byte[] query;
  private final int[] referenceOffset;
  private final int length;

  private FrameShiftDetector(byte[] reference, byte[] query, int length) {
    this.reference = reference;
    this.query = query;
    this.length = length;
    referenceOffset = new int[length];
    int next = 0;
    for (int column = 0; column < length; column++) {
      referenceOffset[column] =
          reference[column] == Nucleotide.GAP ? Math.max(0, next - 1) : next++;
    }
  }

  /** Shifts of a coding sequence given as two aligned rows with gaps. */
  static List<Shift> detect(byte[] reference, byte[] query, int length) {
    FrameShiftDetector detector = new FrameShiftDetector(reference, query, length);
    detector.scan();
    return detector.shifts;
  }

  private void scan() {
    int frame = 0;
    int begin = -1;
    int indelStart = -1; // first column of the latest run of indels
    boolean afterChange = false; // the frame changed since the last pair
    for (int column = 0; column < length; column++) {
      boolean insertion = reference[column] == Nucleotide.GAP;
      if (insertion || query[column] == Nucleotide.GAP) {
        boolean continues =
            column > 0
                && (reference[column - 1] == Nucleotide.GAP || query[column - 1] == Nucleotide.GAP);
        if (!continues) {
          indelStart = column;
        }
        int before = frame;
        frame = Math.floorMod(frame + (insertion ? -1 : 1), 3);
        afterChange |= (before == 0) != (frame == 0);
      } else if (afterChange) {
        if (frame == 0 && begin >= 0) {
          add(begin, indelStart);
          begin = -1;
        } else if (frame != 0 && begin < 0) {
          begin = column;
        }
        afterChange = false;
      }
    }
    if (begin >= 0) {
      add(begin, length);
    }
  }

  private void add(int begin, int end) {
    int maskBegin = begin - 1;
    while (maskBegin > 0 && query[maskBegin] == Nucleotide.GAP) {
      maskBegin--;
    }
    maskBegin++;
    int maskEnd = end;
    while (maskEnd < length && query[maskEnd] == Nucleotide.GAP) {
      maskEnd++;
    }
    shifts.add(
        new Shift(
            begin,
            end,
            codons(begin, end),
            codons(maskBegin, maskEnd),
            referenceOffset[begin],
            referenceOffset[end - 1] + 1));
  }

  private CodonRange codons(int begin, int end) {
    int first = roundUp(referenceOffset[begin]);
    int last = roundUp(referenceOffset[end - 1] + 1);
    return new CodonRange(first, Math.max(first, last));
  }

  private static int roundUp(int offset) {
    return (offset + 2) / 3;
  }
}
