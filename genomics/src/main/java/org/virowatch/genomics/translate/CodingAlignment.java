package org.virowatch.genomics.translate;

import java.util.Arrays;
import java.util.List;
import org.virowatch.genomics.call.AlignedGenome;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.sequence.Nucleotide;

/**
 * A coding sequence cut out of the alignment: two rows, reference and genome, in reading order,
 * with gaps where the other has an insertion. Mutable and reused.
 */
final class CodingAlignment {

  /**
   * Gaps of a row.
   *
   * @param leading before the first letter
   * @param internal between letters
   * @param trailing after the last letter
   */
  record GapCounts(int leading, int internal, int trailing) {}

  private byte[] reference = new byte[4096];
  private byte[] query = new byte[4096];
  private int length;

  /** Cuts a coding sequence out. */
  void cut(ReferenceProtein protein, byte[] referenceBases, AlignedGenome genome) {
    length = 0;
    for (ReferenceProtein.Part part : protein.parts()) {
      if (part.reverse()) {
        cutReverse(part.range(), referenceBases, genome);
      } else {
        cutForward(part.range(), referenceBases, genome);
      }
    }
  }

  private void cutForward(NucleotideRange range, byte[] referenceBases, AlignedGenome genome) {
    int position = range.begin();
    for (Insertion insertion : genome.insertions()) {
      int before = insertion.after().zeroBased() + 1;
      if (before > range.begin() && before < range.end()) {
        appendPairs(referenceBases, genome.bases(), position, before);
        position = before;
        appendInsertion(insertion.bases(), false);
      }
    }
    appendPairs(referenceBases, genome.bases(), position, range.end());
  }

  private void cutReverse(NucleotideRange range, byte[] referenceBases, AlignedGenome genome) {
    List<Insertion> insertions = genome.insertions();
    int position = range.end();
    for (int i = insertions.size() - 1; i >= 0; i--) {
      int before = insertions.get(i).after().zeroBased() + 1;
      if (before > range.begin() && before < range.end()) {
        appendComplements(referenceBases, genome.bases(), before, position);
        position = before;
        appendInsertion(insertions.get(i).bases(), true);
      }
    }
    appendComplements(referenceBases, genome.bases(), range.begin(), position);
  }

  private void appendPairs(byte[] referenceBases, byte[] queryBases, int from, int to) {
    room(to - from);
    System.arraycopy(referenceBases, from, reference, length, to - from);
    System.arraycopy(queryBases, from, query, length, to - from);
    length += to - from;
  }

  private void appendComplements(byte[] referenceBases, byte[] queryBases, int from, int to) {
    room(to - from);
    for (int position = to - 1; position >= from; position--) {
      reference[length] = Nucleotide.complement(referenceBases[position]);
      query[length++] = Nucleotide.complement(queryBases[position]);
    }
  }

  private void appendInsertion(String bases, boolean reverse) {
    int letters = bases.length();
    room(letters);
    for (int i = 0; i < letters; i++) {
      reference[length] = Nucleotide.GAP;
      query[length++] =
          reverse
              ? Nucleotide.complement((byte) bases.charAt(letters - 1 - i))
              : (byte) bases.charAt(i);
    }
  }

  private void room(int columns) {
    if (reference.length - length < columns) {
      int size = Math.max(2 * reference.length, length + columns);
      reference = Arrays.copyOf(reference, size);
      query = Arrays.copyOf(query, size);
    }
  }

  /** First column from one on at which the rows differ; the number of columns if none does. */
  private int nextDifference(int from) {
    int equal = Arrays.mismatch(reference, from, length, query, from, length);
    return equal < 0 ? length : from + equal;
  }

  private boolean isGap(int column) {
    return reference[column] == Nucleotide.GAP || query[column] == Nucleotide.GAP;
  }

  /** Whether every pair of letters is in the frame of the reference: no indel shifts it. */
  boolean keepsFrame() {
    int column = nextDifference(0);
    while (column < length) {
      int shift = 0;
      while (column < length && isGap(column)) {
        shift += reference[column] == Nucleotide.GAP ? 1 : 2;
        column++;
      }
      if (shift % 3 != 0 && column < length) {
        return false;
      }
      column = nextDifference(Math.min(column + 1, length));
    }
    return true;
  }

  byte[] reference() {
    return reference;
  }

  byte[] query() {
    return query;
  }

  /** Columns. */
  int length() {
    return length;
  }

  GapCounts referenceGaps() {
    return count(reference, length);
  }

  GapCounts queryGaps() {
    return count(query, length);
  }

  private static GapCounts count(byte[] row, int length) {
    int leading = 0;
    while (leading < length && row[leading] == Nucleotide.GAP) {
      leading++;
    }
    int trailing = 0;
    while (trailing < length - leading && row[length - 1 - trailing] == Nucleotide.GAP) {
      trailing++;
    }
    int internal = 0;
    for (int i = leading; i < length - trailing; i++) {
      internal += row[i] == Nucleotide.GAP ? 1 : 0;
    }
    return new GapCounts(leading, internal, trailing);
  }

  /**
   * Puts N for the gaps at the start of each row's first codon that has a letter, so that taking
   * the gaps out does not shift the frame.
   */
  void protectFirstCodons() {
    protect(reference, length);
    protect(query, length);
  }

  private static void protect(byte[] row, int length) {
    int end = length - length % 3;
    for (int i = 0; i < end; i++) {
      if (row[i] != Nucleotide.GAP) {
        int codon = i - i % 3;
        if (row[codon] == Nucleotide.GAP) {
          row[codon] = Nucleotide.UNKNOWN;
          if (row[codon + 1] == Nucleotide.GAP) {
            row[codon + 1] = Nucleotide.UNKNOWN;
          }
        }
        return;
      }
    }
  }

  /** Puts N for the letters that are read out of frame. */
  void maskQuery(List<FrameShiftDetector.Shift> shifts) {
    for (FrameShiftDetector.Shift shift : shifts) {
      for (int i = shift.begin(); i < shift.end(); i++) {
        if (query[i] != Nucleotide.GAP) {
          query[i] = Nucleotide.UNKNOWN;
        }
      }
    }
  }

  /**
   * Translates the query without its gaps. Codons that are the reference's are taken from its
   * protein.
   *
   * @param aminoAcids receives the amino acids; long enough for a third of the columns
   * @return number of amino acids
   */
  int translateQuery(byte[] aminoAcids, ReferenceProtein protein, boolean untilStop) {
    int codons = 0;
    int offset = 0; // letters of the reference before the column
    int column = 0;
    while (column < length) {
      if (!untilStop && offset % 3 == 0) {
        int known = Math.min((nextDifference(column) - column) / 3, protein.codons() - offset / 3);
        System.arraycopy(protein.aminoAcids(), offset / 3, aminoAcids, codons, known);
        codons += known;
        offset += 3 * known;
        column += 3 * known;
      }
      int filled = 0;
      byte first = 0;
      byte second = 0;
      for (; column < length && filled < 3; column++) {
        offset += reference[column] == Nucleotide.GAP ? 0 : 1;
        byte base = query[column];
        if (base == Nucleotide.GAP) {
          continue;
        }
        switch (filled++) {
          case 0 -> first = base;
          case 1 -> second = base;
          default -> {
            aminoAcids[codons] = GeneticCode.translate(first, second, base);
            if (aminoAcids[codons++] == GeneticCode.STOP && untilStop) {
              return codons;
            }
          }
        }
      }
    }
    return codons;
  }
}
