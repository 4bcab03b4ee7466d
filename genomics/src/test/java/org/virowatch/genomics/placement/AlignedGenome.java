package org.virowatch.genomics.placement;

import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.sequence.Nucleotide;

/** Reads calls off a genome that is already aligned to the reference, without an aligner. */
public final class AlignedGenome {

  private AlignedGenome() {}

  /**
   * The calls of an aligned genome without insertions.
   *
   * @param aligned one code for each reference position; gaps at either end lie outside the
   *     alignment
   */
  public static NucleotideCalls calls(byte[] reference, byte[] aligned) {
    int begin = 0;
    int end = aligned.length;
    while (begin < end && aligned[begin] == Nucleotide.GAP) {
      begin++;
    }
    while (end > begin && aligned[end - 1] == Nucleotide.GAP) {
      end--;
    }
    List<Substitution> substitutions = new ArrayList<>();
    List<Deletion> deletions = new ArrayList<>();
    List<NucleotideRange> missing = new ArrayList<>();
    List<AmbiguousBases> ambiguous = new ArrayList<>();
    for (int position = begin; position < end; ) {
      byte code = aligned[position];
      int next = position + 1;
      if (code == reference[position]) {
        position = next;
        continue;
      }
      if (Nucleotide.isKnown(code)) {
        substitutions.add(
            new Substitution(
                new NucleotidePosition(position), (char) reference[position], (char) code));
      } else {
        while (next < end && aligned[next] == code) {
          next++;
        }
        NucleotideRange range = new NucleotideRange(position, next);
        if (code == Nucleotide.GAP) {
          deletions.add(new Deletion(range));
        } else if (code == Nucleotide.UNKNOWN) {
          missing.add(range);
        } else {
          ambiguous.add(new AmbiguousBases(range, (char) code));
        }
      }
      position = next;
    }
    return new NucleotideCalls(
        new NucleotideRange(begin, end), substitutions, deletions, List.of(), missing, ambiguous);
  }
}
