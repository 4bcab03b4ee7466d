package org.virowatch.genomics.dataset;

import java.io.InputStream;
import org.virowatch.genomics.fasta.FastaEntry;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.fasta.SequenceInputException;
import org.virowatch.genomics.sequence.Nucleotide;

/** The reference of a dataset: one sequence of nucleotides. */
final class ReferenceSequence {
  private final String name;
  private final byte[] bases;

  private ReferenceSequence(String name, byte[] bases) {
    this.name = name;
    this.bases = bases;
  }

  /**
   * Reads the reference; closes the stream.
   *
   * @param label what messages call the file
   * @throws DatasetException if it is not exactly one sequence of nucleotides
   */
  static ReferenceSequence read(InputStream fasta, String label) {
    try (FastaReader reader = FastaReader.of(fasta, label, FastaReader.DEFAULT_LIMIT)) {
      FastaEntry entry = reader.next();
      if (reader.hasNext()) {
        throw new DatasetException(
            label
                + ": it holds several sequences, "
                + entry.name()
                + " and "
                + reader.next().name()
                + " among them; a reference is one");
      }
      if (entry instanceof FastaRecord record) {
        return of(record, label);
      }
      throw new DatasetException(
          label + ": the reference is longer than " + FastaReader.DEFAULT_LIMIT + " bases");
    } catch (SequenceInputException e) {
      throw new DatasetException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ReferenceSequence of(FastaRecord record, String label) {
    byte[] bases = record.sequence();
    if (bases.length == 0) {
      throw new DatasetException(label + ": the reference has no bases");
    }
    for (int i = 0; i < bases.length; i++) {
      byte code = Nucleotide.canonical(bases[i]);
      if (code == 0) {
        throw new DatasetException(
            label
                + ": letter "
                + (i + 1)
                + " of the reference is '"
                + (char) (bases[i] & 0xff)
                + "', no nucleotide");
      }
      bases[i] = code;
    }
    return new ReferenceSequence(record.name(), bases);
  }

  /** First word of the header. */
  String name() {
    return name;
  }

  /** Upper-case codes; not a copy. */
  byte[] bases() {
    return bases;
  }
}
