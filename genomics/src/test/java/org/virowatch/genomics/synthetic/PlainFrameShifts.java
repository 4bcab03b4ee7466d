package org.virowatch.genomics.synthetic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.annotation.CdsSegment;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.annotation.Strand;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Insertion;

/** Frame shifts from gaps alone, one base after the other, apart from the code under test. */
final class PlainFrameShifts {

  private final CodingSequence cds;
  private final boolean[] deleted;
  private final Map<Integer, Integer> inserted = new HashMap<>(); // bases after a position
  private final List<String> shifts = new ArrayList<>();
  private int referenceBases;
  private int queryBases;
  private int first = -1; // offset of the first reference base out of frame
  private int last;

  private PlainFrameShifts(CodingSequence cds, AnalyzedGenome genome, int length) {
    this.cds = cds;
    deleted = new boolean[length];
    for (Deletion deletion : genome.deletions()) {
      for (int i = deletion.range().begin(); i < deletion.range().end(); i++) {
        deleted[i] = true;
      }
    }
    for (Insertion insertion : genome.insertions()) {
      inserted.put(insertion.after().zeroBased(), insertion.bases().length());
    }
  }

  /**
   * The shifts of a CDS as they are written: codons whose first base lies between the first and the
   * last base out of frame, of which there may be none ({@code 501-500}). A CDS of which the first
   * bases are lacking counts as in frame from the first codon of which there is something, as in
   * Nextclade.
   *
   * @param length bases of the reference
   */
  static List<String> of(CodingSequence cds, AnalyzedGenome genome, int length) {
    PlainFrameShifts plain = new PlainFrameShifts(cds, genome, length);
    plain.forgiveStart();
    plain.walk();
    return plain.shifts;
  }

  private void forgiveStart() {
    int offset = 0;
    while (deleted[cds.referencePosition(offset).zeroBased()]) {
      offset++;
    }
    while (offset > 0) { // what is left are whole codons, which shift nothing
      deleted[cds.referencePosition(--offset).zeroBased()] = false;
    }
  }

  private void walk() {
    for (CdsSegment segment : cds.segments()) {
      int begin = segment.range().begin();
      int end = segment.range().end();
      if (segment.strand() == Strand.FORWARD) {
        for (int position = begin; position < end; position++) {
          base(position);
          queryBases += position < end - 1 ? inserted.getOrDefault(position, 0) : 0;
        }
      } else {
        for (int position = end - 1; position >= begin; position--) {
          base(position);
          queryBases += position > begin ? inserted.getOrDefault(position - 1, 0) : 0;
        }
      }
    }
    close();
  }

  private void base(int position) {
    if (!deleted[position]) {
      if (referenceBases % 3 == queryBases % 3) {
        close();
      } else {
        first = first < 0 ? referenceBases : first;
        last = referenceBases;
      }
      queryBases++;
    }
    referenceBases++;
  }

  private void close() {
    if (first >= 0) {
      int from = 0;
      while (3 * from < first) {
        from++;
      }
      int to = from;
      while (3 * to <= last) {
        to++;
      }
      shifts.add(cds.name() + ":" + (from + 1) + (to == from + 1 ? "" : "-" + to));
      first = -1;
    }
  }
}
