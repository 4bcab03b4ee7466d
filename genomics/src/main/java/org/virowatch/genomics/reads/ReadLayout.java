package org.virowatch.genomics.reads;

import htsjdk.samtools.CigarElement;
import htsjdk.samtools.CigarOperator;
import htsjdk.samtools.SAMRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A read laid out along the reference: for each position what the read has there and how sure it
 * is, for each junction between two positions what it has inserted. Gaps are first moved as far to
 * the left as the read's own bases allow, so that the same event stands at the same place whatever
 * the aligner. Positions are counted from 0. Mutable and reused; not thread-safe.
 *
 * <p>A gap has no quality of its own: it takes the mean of the bases on either side; an insertion
 * that of its bases.
 */
final class ReadLayout {
  /** The read does not pass over this junction. */
  private static final int NOT_SPANNED = -1;

  /** Quality given to reads that come without any. */
  private static final byte ASSUMED_QUALITY = 30;

  /** The highest quality that text formats can write. */
  static final byte BEST_QUALITY = 93;

  private final byte[] reference;
  private int start;
  private int end;
  private int from;
  private int to;
  private boolean reverse;
  private byte[] alleles = new byte[512];
  private byte[] qualities = new byte[512];
  private int[] gapLengths = new int[512];
  private int[] insertions = new int[512];
  private byte[] junctionQualities = new byte[512];
  private final List<String> inserted = new ArrayList<>();

  /** Reference or read, and how many bases of it an operation of the CIGAR takes. */
  private final List<int[]> operations = new ArrayList<>();

  private static final int MATCH = 0;
  private static final int INSERTION = 1;
  private static final int DELETION = 2;
  private static final int SKIP = 3;

  ReadLayout(byte[] reference) {
    this.reference = reference;
  }

  /**
   * Lays out a record.
   *
   * @param record aligned within the reference, with bases
   * @param from first position that counts; what lies before is primer
   * @param to position after the last one that counts
   */
  void load(SAMRecord record, int from, int to) {
    byte[] bases = record.getReadBases();
    byte[] quality = record.getBaseQualities();
    if (quality.length != bases.length) {
      quality = new byte[bases.length];
      Arrays.fill(quality, ASSUMED_QUALITY);
    }
    for (int i = 0; i < quality.length; i++) {
      quality[i] = quality[i] < 0 || quality[i] > BEST_QUALITY ? BEST_QUALITY : quality[i];
    }
    start = record.getAlignmentStart() - 1;
    end = record.getAlignmentEnd();
    this.from = Math.max(start, from);
    this.to = Math.min(end, to);
    reverse = record.getReadNegativeStrandFlag();
    clear(end - start);
    int readStart = readOperations(record.getCigar().getCigarElements());
    moveLeft(bases, readStart);
    fill(bases, quality, readStart);
  }

  private void clear(int length) {
    if (alleles.length < length) {
      int size = Math.max(length, 2 * alleles.length);
      alleles = new byte[size];
      qualities = new byte[size];
      gapLengths = new int[size];
      insertions = new int[size];
      junctionQualities = new byte[size];
    }
    Arrays.fill(alleles, 0, length, (byte) Allele.NONE);
    Arrays.fill(gapLengths, 0, length, 0);
    Arrays.fill(insertions, 0, length, NOT_SPANNED);
    inserted.clear();
  }

  /** Simplifies the CIGAR; returns the first aligned base of the read. */
  private int readOperations(List<CigarElement> cigar) {
    operations.clear();
    int readStart = 0;
    boolean begun = false;
    for (CigarElement element : cigar) {
      CigarOperator operator = element.getOperator();
      int kind =
          switch (operator) {
            case M, EQ, X -> MATCH;
            case I -> INSERTION;
            case D -> DELETION;
            case N -> SKIP;
            case S, H, P -> -1;
          };
      if (kind == -1) {
        readStart += !begun && operator == CigarOperator.S ? element.getLength() : 0;
        continue;
      }
      begun = true;
      int[] before = operations.isEmpty() ? null : operations.get(operations.size() - 1);
      if (before != null && before[0] == kind) {
        before[1] += element.getLength();
      } else {
        operations.add(new int[] {kind, element.getLength()});
      }
    }
    return readStart;
  }

  /** Moves each gap left within the matching bases before it, of which one stays. */
  private void moveLeft(byte[] bases, int readStart) {
    int position = start;
    int base = readStart;
    for (int i = 0; i < operations.size(); i++) {
      int[] operation = operations.get(i);
      int length = operation[1];
      boolean movable =
          (operation[0] == INSERTION || operation[0] == DELETION)
              && i > 0
              && i + 1 < operations.size()
              && operations.get(i - 1)[0] == MATCH
              && operations.get(i + 1)[0] == MATCH;
      if (movable) {
        int room = operations.get(i - 1)[1] - 1;
        int moved = 0;
        while (moved < room && canMove(operation, position - moved, base - moved, bases)) {
          moved++;
        }
        operations.get(i - 1)[1] -= moved;
        operations.get(i + 1)[1] += moved;
        position -= moved;
        base -= moved;
      }
      position += operation[0] == INSERTION ? 0 : length;
      base += operation[0] == DELETION || operation[0] == SKIP ? 0 : length;
    }
  }

  /** Whether the gap at this place can go one base to the left and leave the same read. */
  private boolean canMove(int[] gap, int position, int base, byte[] bases) {
    if (gap[0] == DELETION) {
      return reference[position - 1] == reference[position + gap[1] - 1];
    }
    return bases[base - 1] == bases[base + gap[1] - 1];
  }

  private void fill(byte[] bases, byte[] quality, int readStart) {
    int position = start;
    int base = readStart;
    boolean joined = false; // whether the base before is aligned to the position before
    for (int i = 0; i < operations.size(); i++) {
      int kind = operations.get(i)[0];
      int length = operations.get(i)[1];
      if (kind == MATCH) {
        for (int end = position + length; position < end; position++, base++) {
          int at = position - start;
          alleles[at] = Allele.of(bases[base]);
          qualities[at] = quality[base];
          if (joined) {
            spanJunction(at - 1, mean(quality, base - 1, base + 1), 0);
          }
          joined = true;
        }
      } else if (kind == INSERTION) {
        if (position > start && i + 1 < operations.size()) {
          inserted.add(new String(bases, base, length, java.nio.charset.StandardCharsets.US_ASCII));
          spanJunction(position - start - 1, mean(quality, base, base + length), inserted.size());
        }
        base += length;
        joined = false;
      } else if (kind == DELETION) {
        boolean inside = position > start && base > readStart && base < bases.length;
        if (inside) {
          gapLengths[position - start] = length;
          byte sure = (byte) mean(quality, base - 1, base + 1);
          for (int at = position - start; at < position - start + length; at++) {
            alleles[at] = Allele.DELETED;
            qualities[at] = sure;
          }
        }
        position += length;
        joined = false;
      } else {
        position += length;
        joined = false;
      }
    }
  }

  private void spanJunction(int at, int quality, int insertion) {
    insertions[at] = insertion;
    junctionQualities[at] = (byte) quality;
  }

  private static int mean(byte[] quality, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += quality[i];
    }
    return sum / (to - from);
  }

  /** First position that counts. */
  int from() {
    return from;
  }

  /** Position after the last one that counts. */
  int to() {
    return to;
  }

  /** Whether the read is of the reverse strand. */
  boolean reverse() {
    return reverse;
  }

  /** What the read has at a position. */
  int allele(int position) {
    return position >= from && position < to ? alleles[position - start] : Allele.NONE;
  }

  /** Phred quality of that. */
  int quality(int position) {
    return qualities[position - start];
  }

  /** Length of the gap that begins at a position; 0 if none does. */
  int gapLength(int position) {
    return gapLengths[position - start];
  }

  /** Whether the read passes from a position to the next, both counting. */
  boolean spans(int position) {
    return position >= from && position + 1 < to && insertions[position - start] != NOT_SPANNED;
  }

  /** What the read has inserted after a position it spans; empty if nothing. */
  String inserted(int position) {
    int number = insertions[position - start];
    return number <= 0 ? "" : inserted.get(number - 1);
  }

  /** Phred quality of the junction after a position. */
  int junctionQuality(int position) {
    return junctionQualities[position - start];
  }

  /** Whether a position lies close to where the read's alignment ends, on either side. */
  boolean nearEnd(int position) {
    return position - start < Pileup.NEAR_END || end - position <= Pileup.NEAR_END;
  }
}
