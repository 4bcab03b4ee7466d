package org.virowatch.genomics.reads;

import htsjdk.samtools.SAMSequenceRecord;
import htsjdk.samtools.cram.ref.CRAMReferenceSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.fasta.SequenceInputException;

/**
 * The sequences a CRAM file was compressed against: those of a FASTA file by name, and the
 * dataset's reference for a sequence of its length. HTSJDK compares their checksums with those in
 * the file.
 */
final class CramReferences implements CRAMReferenceSource {
  private static final int LONGEST = Integer.MAX_VALUE - 16;

  private final byte[] reference;
  private final Map<String, byte[]> external = new HashMap<>();

  /**
   * @param fasta reference FASTA, which goes before the dataset's
   * @throws ReadsException if the FASTA cannot be read
   */
  CramReferences(ReferenceDataset dataset, Optional<Path> fasta) {
    reference = dataset.reference();
    fasta.ifPresent(this::read);
  }

  private void read(Path fasta) {
    try (FastaReader reader = FastaReader.open(fasta, LONGEST)) {
      while (reader.hasNext()) {
        if (reader.next() instanceof FastaRecord record) {
          external.put(record.name(), record.sequence());
        }
      }
    } catch (SequenceInputException e) {
      throw new ReadsException("--reads-reference: " + e.getMessage(), e);
    }
  }

  @Override
  public byte @Nullable [] getReferenceBases(SAMSequenceRecord sequence, boolean tryVariants) {
    byte[] bases = external.get(sequence.getSequenceName());
    if (bases != null) {
      return bases;
    }
    return sequence.getSequenceLength() == reference.length ? reference : null;
  }

  @Override
  public byte @Nullable [] getReferenceBasesByRegion(
      SAMSequenceRecord sequence, int zeroBasedStart, int length) {
    byte[] bases = getReferenceBases(sequence, false);
    return bases == null
        ? null
        : Arrays.copyOfRange(
            bases, zeroBasedStart, Math.min(bases.length, zeroBasedStart + length));
  }
}
