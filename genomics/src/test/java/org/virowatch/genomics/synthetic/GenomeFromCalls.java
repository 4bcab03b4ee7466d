package org.virowatch.genomics.synthetic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotideRange;

/** Puts a genome together again from its calls, as someone who has nothing else would. */
public final class GenomeFromCalls {

  private GenomeFromCalls() {}

  /**
   * The genome's letters from its first to its last aligned one, with everything inserted.
   *
   * @throws AssertionError if the calls contradict each other or the reference
   */
  public static String of(byte[] reference, AnalyzedGenome genome) {
    byte[] row = reference.clone();
    boolean[] called = new boolean[row.length];
    for (Substitution substitution : genome.substitutions()) {
      int position = substitution.position().zeroBased();
      require(row[position] == substitution.reference(), substitution);
      require(substitution.query() != substitution.reference(), substitution);
      once(called, position, position + 1, substitution);
      row[position] = (byte) substitution.query();
    }
    for (Deletion deletion : genome.deletions()) {
      once(called, deletion.range().begin(), deletion.range().end(), deletion);
      Arrays.fill(row, deletion.range().begin(), deletion.range().end(), (byte) '-');
    }
    for (NucleotideRange range : genome.missing()) {
      once(called, range.begin(), range.end(), range);
      Arrays.fill(row, range.begin(), range.end(), (byte) 'N');
    }
    for (AmbiguousBases run : genome.ambiguous()) {
      once(called, run.range().begin(), run.range().end(), run);
      Arrays.fill(row, run.range().begin(), run.range().end(), (byte) run.code());
    }
    Map<Integer, String> inserted = new HashMap<>();
    for (Insertion insertion : genome.insertions()) {
      require(inserted.put(insertion.after().zeroBased(), insertion.bases()) == null, insertion);
    }
    StringBuilder letters = new StringBuilder();
    NucleotideRange aligned = genome.aligned();
    require(aligned.begin() >= 0 && aligned.end() <= row.length, aligned);
    if (aligned.begin() == 0) {
      letters.append(inserted.getOrDefault(-1, ""));
    }
    for (int position = aligned.begin(); position < aligned.end(); position++) {
      letters.append(row[position] == '-' ? "" : (char) row[position]);
      letters.append(inserted.getOrDefault(position, ""));
    }
    for (int position = 0; position < row.length; position++) {
      require(!called[position] || aligned.contains(position), "a call outside " + aligned);
    }
    return letters.toString();
  }

  /** The letters of a file's sequence as a person would read them. */
  public static String cleaned(byte[] raw) {
    StringBuilder letters = new StringBuilder();
    for (char letter :
        new String(raw, StandardCharsets.ISO_8859_1)
            .toUpperCase(java.util.Locale.ROOT)
            .toCharArray()) {
      if ("-. \t\r\n".indexOf(letter) < 0) {
        letters.append(letter == 'U' ? 'T' : "ACGTRYSWKMBDHVN".indexOf(letter) < 0 ? 'N' : letter);
      }
    }
    return letters.toString();
  }

  private static void once(boolean[] called, int from, int to, Object call) {
    require(from < to, call);
    for (int position = from; position < to; position++) {
      require(!called[position], call);
      called[position] = true;
    }
  }

  private static void require(boolean holds, Object call) {
    if (!holds) {
      throw new AssertionError("contradiction at " + call);
    }
  }
}
