package org.virowatch.genomics.stored;

import java.util.Arrays;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.sequence.Nucleotide;

/** Gives the sequence of a genome back from its calls. Reuses buffers: not thread-safe. */
final class SequenceRestorer {

  private final byte[] reference;
  private final byte[] aligned;

  /**
   * @param reference upper-case codes; not copied
   */
  SequenceRestorer(byte[] reference) {
    this.reference = reference;
    this.aligned = new byte[reference.length];
  }

  /** The letters of the genome without gaps, insertions in their places. */
  byte[] restore(NucleotideCalls calls) {
    lay(calls);
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
    length = appendKnown(letters, length, next, aligned.length);
    return Arrays.copyOf(letters, length);
  }

  /** Lays the genome over the reference, gaps where it has nothing. */
  private void lay(NucleotideCalls calls) {
    int begin = calls.aligned().begin();
    int end = calls.aligned().end();
    Arrays.fill(aligned, 0, begin, Nucleotide.GAP);
    System.arraycopy(reference, begin, aligned, begin, end - begin);
    Arrays.fill(aligned, end, aligned.length, Nucleotide.GAP);
    for (Substitution substitution : calls.substitutions()) {
      aligned[substitution.position().zeroBased()] = (byte) substitution.query();
    }
    for (Deletion deletion : calls.deletions()) {
      fill(deletion.range(), Nucleotide.GAP);
    }
    for (NucleotideRange range : calls.missing()) {
      fill(range, Nucleotide.UNKNOWN);
    }
    for (AmbiguousBases bases : calls.ambiguous()) {
      fill(bases.range(), (byte) bases.code());
    }
  }

  private void fill(NucleotideRange range, byte letter) {
    Arrays.fill(aligned, range.begin(), range.end(), letter);
  }

  private int appendKnown(byte[] letters, int length, int from, int to) {
    int next = length;
    for (int position = from; position < to; position++) {
      if (aligned[position] != Nucleotide.GAP) {
        letters[next++] = aligned[position];
      }
    }
    return next;
  }
}
