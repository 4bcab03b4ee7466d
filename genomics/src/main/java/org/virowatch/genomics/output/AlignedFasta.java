package org.virowatch.genomics.output;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.AlignedGenome;
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
    AlignedGenome letters = new AlignedGenome(reference.length);
    letters.lay(reference, genome.nucleotides());
    return letters.bases();
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
