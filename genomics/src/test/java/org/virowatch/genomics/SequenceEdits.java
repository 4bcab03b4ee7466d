package org.virowatch.genomics;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotideRange;

/** Plain readings and edits of sequences, written apart from the code under test. */
public final class SequenceEdits {

  private SequenceEdits() {}

  /** The letters other than gaps. */
  public static byte[] withoutGaps(byte[] aligned) {
    byte[] letters = new byte[aligned.length];
    int length = 0;
    for (byte letter : aligned) {
      if (letter != '-') {
        letters[length++] = letter;
      }
    }
    return Arrays.copyOf(letters, length);
  }

  /** The aligned genome put together again from its calls. */
  public static byte[] aligned(byte[] reference, AnalyzedGenome genome) {
    byte[] aligned = reference.clone();
    Arrays.fill(aligned, 0, genome.aligned().begin(), (byte) '-');
    Arrays.fill(aligned, genome.aligned().end(), aligned.length, (byte) '-');
    for (Substitution substitution : genome.substitutions()) {
      aligned[substitution.position().zeroBased()] = (byte) substitution.query();
    }
    for (Deletion deletion : genome.deletions()) {
      Arrays.fill(aligned, deletion.range().begin(), deletion.range().end(), (byte) '-');
    }
    for (NucleotideRange range : genome.missing()) {
      Arrays.fill(aligned, range.begin(), range.end(), (byte) 'N');
    }
    for (AmbiguousBases run : genome.ambiguous()) {
      Arrays.fill(aligned, run.range().begin(), run.range().end(), (byte) run.code());
    }
    return aligned;
  }

  /** What only one of two lists of differences has. */
  public static String onlyDifferent(String name, String expected, String actual) {
    Set<String> missing = new LinkedHashSet<>(Arrays.asList(expected.split(" ")));
    Set<String> extra = new LinkedHashSet<>(Arrays.asList(actual.split(" ")));
    Set<String> common = new LinkedHashSet<>(missing);
    common.retainAll(extra);
    missing.removeAll(common);
    extra.removeAll(common);
    return name + ": expected " + missing + ", actual " + extra;
  }

  /** The differing positions of two rows, runs of equal letters of the second joined. */
  public static String differences(byte[] first, byte[] second) {
    StringJoiner text = new StringJoiner(" ");
    if (first.length != second.length) {
      return "lengths " + first.length + " and " + second.length;
    }
    for (int i = 0; i < first.length; ) {
      if (first[i] == second[i]) {
        i++;
        continue;
      }
      int from = i;
      while (i < first.length && first[i] != second[i] && second[i] == second[from]) {
        i++;
      }
      text.add((char) first[from] + new NucleotideRange(from, i).toString() + (char) second[from]);
    }
    return text.toString();
  }
}
