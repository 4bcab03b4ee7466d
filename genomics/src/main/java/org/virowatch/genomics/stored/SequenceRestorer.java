package org.virowatch.genomics.stored;

import java.util.Arrays;
import org.virowatch.genomics.call.AlignedGenome;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.sequence.Nucleotide;

/** Gives the sequence of a genome back from its calls. Reuses buffers: not thread-safe. */
final class SequenceRestorer {

  private final byte[] reference;
  private final AlignedGenome genome;

  /**
   * @param reference upper-case codes; not copied
   */
  SequenceRestorer(byte[] reference) {
    this.reference = reference;
    this.genome = new AlignedGenome(reference.length);
  }

  /** The letters of the genome without gaps, insertions in their places. */
  byte[] restore(NucleotideCalls calls) {
    genome.lay(reference, calls);
    int inserted = calls.insertions().stream().mapToInt(one -> one.bases().length()).sum();
    byte[] letters = new byte[calls.aligned().length() + inserted];
    int length = 0;
    int next = 0;
    for (Insertion insertion : calls.insertions()) {
      int end = insertion.after().zeroBased() + 1;
      length = appendKnown(letters, length, next, end);
      for (int i = 0; i < insertion.bases().length(); i++) {
        letters[length++] = (byte) insertion.bases().charAt(i);
      }
      next = end;
    }
    length = appendKnown(letters, length, next, reference.length);
    return Arrays.copyOf(letters, length);
  }

  private int appendKnown(byte[] letters, int length, int from, int to) {
    int next = length;
    for (int position = from; position < to; position++) {
      if (genome.bases()[position] != Nucleotide.GAP) {
        letters[next++] = genome.bases()[position];
      }
    }
    return next;
  }
}
