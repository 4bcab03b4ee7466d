package org.virowatch.genomics.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.virowatch.genomics.align.AlignmentPath;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.sequence.Nucleotide;

/**
 * A genome in reference coordinates: one letter for each reference position, insertions apart.
 * Mutable and reused: valid until the next genome is laid in.
 */
public final class AlignedGenome {

  private final byte[] bases;
  private List<Insertion> insertions = List.of();
  private int begin;
  private int end;

  /**
   * @param referenceLength length of the reference in bases
   */
  public AlignedGenome(int referenceLength) {
    bases = new byte[referenceLength];
  }

  /** Lays a genome over the reference. */
  public void lay(byte[] query, int queryLength, AlignmentPath path) {
    List<Insertion> found = new ArrayList<>();
    int reference = 0;
    int consumed = 0;
    begin = -1;
    end = 0;
    for (int block = 0; block < path.size(); block++) {
      int start = path.referenceStart(block);
      Arrays.fill(bases, reference, start, Nucleotide.GAP);
      if (path.queryStart(block) > consumed) {
        found.add(insertion(start, query, consumed, path.queryStart(block)));
      }
      int length = path.length(block);
      System.arraycopy(query, path.queryStart(block), bases, start, length);
      if (length > 0) {
        begin = begin < 0 ? start : begin;
        end = start + length;
      }
      reference = start + length;
      consumed = path.queryEnd(block);
    }
    Arrays.fill(bases, reference, bases.length, Nucleotide.GAP);
    if (consumed < queryLength) {
      found.add(insertion(reference, query, consumed, queryLength));
    }
    begin = Math.max(begin, 0);
    insertions = found;
  }

  /**
   * Lays a genome over the reference as its calls say.
   *
   * @param reference upper-case codes
   */
  public void lay(byte[] reference, NucleotideCalls calls) {
    begin = calls.aligned().begin();
    end = calls.aligned().end();
    insertions = calls.insertions();
    Arrays.fill(bases, 0, begin, Nucleotide.GAP);
    System.arraycopy(reference, begin, bases, begin, end - begin);
    Arrays.fill(bases, end, bases.length, Nucleotide.GAP);
    for (Substitution substitution : calls.substitutions()) {
      bases[substitution.position().zeroBased()] = (byte) substitution.query();
    }
    for (Deletion deletion : calls.deletions()) {
      fill(deletion.range(), Nucleotide.GAP);
    }
    for (NucleotideRange range : calls.missing()) {
      fill(range, Nucleotide.UNKNOWN);
    }
    for (AmbiguousBases run : calls.ambiguous()) {
      fill(run.range(), (byte) run.code());
    }
  }

  private void fill(NucleotideRange range, byte letter) {
    Arrays.fill(bases, range.begin(), range.end(), letter);
  }

  private static Insertion insertion(int before, byte[] query, int from, int to) {
    return new Insertion(
        new NucleotidePosition(before - 1),
        new String(query, from, to - from, java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** One letter for each reference position, {@code -} where there is none. Not a copy. */
  public byte[] bases() {
    return bases;
  }

  /** First reference position with a letter, counted from 0. */
  public int begin() {
    return begin;
  }

  /** Reference position after the last one with a letter. */
  public int end() {
    return end;
  }

  /** Insertions by position. */
  public List<Insertion> insertions() {
    return insertions;
  }
}
