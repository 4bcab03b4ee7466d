package org.virowatch.genomics.output;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * Aligned genomes as FASTA: one letter a reference position, insertions left out, {@code -} where
 * deleted and outside the alignment. Immutable and thread-safe.
 */
public final class AlignedFasta {

  /** What Nextclade puts behind the name of a sequence that was turned round. */
  public static final String TURNED = "|(reverse complement)";

  private final byte[] reference;

  /**
   * @param dataset what the genomes were read against
   */
  public AlignedFasta(ReferenceDataset dataset) {
    reference = dataset.reference();
  }

  /** The genome's letters. */
  public byte[] aligned(AnalyzedGenome genome) {
    byte[] letters = reference.clone();
    Arrays.fill(letters, 0, genome.aligned().begin(), (byte) '-');
    Arrays.fill(letters, genome.aligned().end(), letters.length, (byte) '-');
    for (Substitution substitution : genome.substitutions()) {
      letters[substitution.position().zeroBased()] = (byte) substitution.query();
    }
    for (Deletion deletion : genome.deletions()) {
      Arrays.fill(letters, deletion.range().begin(), deletion.range().end(), (byte) '-');
    }
    for (NucleotideRange range : genome.missing()) {
      Arrays.fill(letters, range.begin(), range.end(), (byte) 'N');
    }
    for (AmbiguousBases run : genome.ambiguous()) {
      Arrays.fill(letters, run.range().begin(), run.range().end(), (byte) run.code());
    }
    return letters;
  }

  /** The genome's record, sequence on one line. */
  public byte[] record(AnalyzedGenome genome) {
    return record(genome.name() + (genome.reverseComplemented() ? TURNED : ""), aligned(genome));
  }

  /** Any record, sequence on one line. */
  public static byte[] record(String name, byte[] letters) {
    byte[] header =
        (">" + name.replaceAll("[\\r\\n]+", " ") + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] record = Arrays.copyOf(header, header.length + letters.length + 1);
    System.arraycopy(letters, 0, record, header.length, letters.length);
    record[record.length - 1] = '\n';
    return record;
  }
}
