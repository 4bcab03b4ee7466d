package org.virowatch.genomics.translate;

import java.util.Arrays;
import java.util.List;
import org.virowatch.genomics.call.AlignedGenome;
import org.virowatch.genomics.call.Insertion;
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
    List<Insertion> insertions = genome.insertions();
    for (ReferenceProtein.Part part : protein.parts()) {
      int begin = part.range().begin();
      int end = part.range().end();
      if (part.reverse()) {
        for (int position = end - 1; position >= begin; position--) {
          append(
              Nucleotide.complement(referenceBases[position]),
              Nucleotide.complement(genome.bases()[position]));
          if (position > begin) {
            appendInsertion(insertions, position - 1, true);
          }
        }
      } else {
        for (int position = begin; position < end; position++) {
          append(referenceBases[position], genome.bases()[position]);
          if (position < end - 1) {
            appendInsertion(insertions, position, false);
          }
        }
      }
    }
  }

  private void appendInsertion(List<Insertion> insertions, int after, boolean reverse) {
    for (Insertion insertion : insertions) {
      if (insertion.after().zeroBased() == after) {
        String bases = insertion.bases();
        for (int i = 0; i < bases.length(); i++) {
          append(
              Nucleotide.GAP,
              reverse
                  ? Nucleotide.complement((byte) bases.charAt(bases.length() - 1 - i))
                  : (byte) bases.charAt(i));
        }
      }
    }
  }

  private void append(byte referenceBase, byte queryBase) {
    if (length == reference.length) {
      reference = Arrays.copyOf(reference, 2 * length);
      query = Arrays.copyOf(query, 2 * length);
    }
    reference[length] = referenceBase;
    query[length++] = queryBase;
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
   * Translates the query without its gaps.
   *
   * @param protein receives the amino acids; long enough for a third of the columns
   * @return number of amino acids
   */
  int translateQuery(byte[] protein, boolean untilStop) {
    int codons = 0;
    byte first = 0;
    byte second = 0;
    int filled = 0;
    for (int i = 0; i < length; i++) {
      byte base = query[i];
      if (base == Nucleotide.GAP) {
        continue;
      }
      switch (filled) {
        case 0 -> first = base;
        case 1 -> second = base;
        default -> {
          protein[codons] = GeneticCode.translate(first, second, base);
          if (protein[codons++] == GeneticCode.STOP && untilStop) {
            return codons;
          }
        }
      }
      filled = (filled + 1) % 3;
    }
    return codons;
  }
}
