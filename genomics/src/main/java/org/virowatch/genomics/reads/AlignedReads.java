package org.virowatch.genomics.reads;

import htsjdk.samtools.SAMException;
import htsjdk.samtools.SAMFileHeader;
import htsjdk.samtools.SAMFileHeader.GroupOrder;
import htsjdk.samtools.SAMFileHeader.SortOrder;
import htsjdk.samtools.SAMRecord;
import htsjdk.samtools.SAMRecordIterator;
import htsjdk.samtools.SamInputResource;
import htsjdk.samtools.SamReader;
import htsjdk.samtools.SamReaderFactory;
import htsjdk.samtools.ValidationStringency;
import htsjdk.samtools.cram.build.CramIO;
import htsjdk.samtools.util.BlockCompressedInputStream;
import htsjdk.samtools.util.BlockCompressedInputStream.FileTermination;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * The records of a SAM, BAM or CRAM file in the order of the file; no index is needed. Whatever is
 * wrong with the file ends as a {@link ReadsException}. Not thread-safe.
 */
public final class AlignedReads implements AutoCloseable {

  private final String label;
  private final SamReader reader;
  private final ContigChoice contig;
  private final boolean groupedByName;
  private @Nullable SAMRecordIterator records;
  private @Nullable SAMRecord last;
  private long read;

  private AlignedReads(
      SamReader reader, ReferenceDataset dataset, String label, boolean fromAligner) {
    this.label = label;
    this.reader = reader;
    SAMFileHeader header = reader.getFileHeader();
    this.contig = ContigChoice.of(header.getSequenceDictionary(), dataset, label);
    this.groupedByName =
        fromAligner
            || header.getSortOrder() == SortOrder.queryname
            || (header.getSortOrder() != SortOrder.coordinate
                && header.getGroupOrder() == GroupOrder.query);
  }

  /**
   * Opens a file.
   *
   * @param file SAM, BAM or CRAM
   * @param dataset whose reference the reads are aligned to
   * @param external FASTA of the sequences a CRAM file was compressed against, if the dataset's
   *     reference is not enough
   * @throws ReadsException if it cannot be used
   */
  public static AlignedReads open(Path file, ReferenceDataset dataset, Optional<Path> external) {
    ReadFormat format = ReadFormat.of(file);
    if (!format.aligned()) {
      throw new ReadsException(file + " is FASTQ: its reads are not aligned");
    }
    requireEnd(file, format);
    return open(SamInputResource.of(file), dataset, external, file.toString(), false);
  }

  /**
   * Reads the alignments an aligner writes, in the order of the reads and mates together, whatever
   * its header says of that. The stream is closed with this.
   *
   * @param input SAM, BAM or CRAM
   * @param label what messages call it
   */
  public static AlignedReads ofAligner(InputStream input, ReferenceDataset dataset, String label) {
    return open(SamInputResource.of(input), dataset, Optional.empty(), label, true);
  }

  private static AlignedReads open(
      SamInputResource input,
      ReferenceDataset dataset,
      Optional<Path> external,
      String label,
      boolean fromAligner) {
    CramReferences references = new CramReferences(dataset, external);
    SamReader reader;
    try {
      reader =
          SamReaderFactory.makeDefault()
              .validationStringency(ValidationStringency.SILENT)
              .referenceSource(references)
              .open(input);
    } catch (RuntimeException | OutOfMemoryError e) { // whatever HTSJDK makes of a broken header
      throw new ReadsException(
          label + " cannot be opened: " + reason(e) + "; is the file complete?", e);
    }
    try {
      return new AlignedReads(reader, dataset, label, fromAligner);
    } catch (ReadsException e) {
      close(reader, label);
      throw e;
    }
  }

  /** Truncation between two blocks leaves no other trace than the missing end marker. */
  private static void requireEnd(Path file, ReadFormat format) {
    boolean whole;
    try {
      whole =
          switch (format) {
            case BAM ->
                BlockCompressedInputStream.checkTermination(file)
                    == FileTermination.HAS_TERMINATOR_BLOCK;
            case CRAM -> hasCramEnd(file);
            case SAM, FASTQ -> true;
          };
    } catch (IOException e) {
      throw new ReadsException(file + " cannot be read: " + e.getMessage(), e);
    }
    if (!whole) {
      throw new ReadsException(
          file
              + " is truncated: the end marker of "
              + format
              + " is missing; copy or make the file again");
    }
  }

  /** CRAM 3 ends with an empty container; older versions need not. */
  private static boolean hasCramEnd(Path file) throws IOException {
    byte[] end = CramIO.ZERO_F_EOF_MARKER;
    try (var channel = Files.newByteChannel(file)) {
      java.nio.ByteBuffer version = java.nio.ByteBuffer.allocate(5);
      channel.read(version);
      if (version.get(4) < 3) {
        return true;
      }
      if (channel.size() < end.length) {
        return false;
      }
      java.nio.ByteBuffer tail = java.nio.ByteBuffer.allocate(end.length);
      channel.position(channel.size() - end.length);
      int count = 0;
      while (tail.hasRemaining() && count >= 0) {
        count = channel.read(tail);
      }
      return java.util.Arrays.equals(tail.array(), end);
    }
  }

  /** The sequence that is the dataset's reference. */
  ContigChoice contig() {
    return contig;
  }

  /** What the file calls the dataset's reference. */
  public String referenceName() {
    return contig.name();
  }

  /** What a person should know about the choice of the sequence. */
  public Optional<String> remark() {
    return contig.remark();
  }

  /** What messages call the file. */
  String label() {
    return label;
  }

  /** Whether reads of one name stand together; they are sorted by position otherwise. */
  boolean groupedByName() {
    return groupedByName;
  }

  /**
   * The next record; null at the end.
   *
   * @throws ReadsException if the file is broken here, or not sorted
   */
  @Nullable SAMRecord next() {
    SAMRecord record;
    try {
      SAMRecordIterator iterator = records == null ? reader.iterator() : records;
      records = iterator;
      record = iterator.hasNext() ? decoded(iterator.next()) : null;
    } catch (RuntimeException | OutOfMemoryError e) { // HTSJDK throws many kinds at damaged files
      requireReferenceOfCram(e);
      throw new ReadsException(
          label
              + " cannot be read after "
              + read
              + " reads: "
              + reason(e)
              + "; the file is damaged or truncated, or a CRAM of another reference: give that with"
              + " --reads-reference",
          e);
    }
    if (record != null) {
      read++;
      if (!groupedByName) {
        requireOrder(record);
      }
      last = record;
    }
    return record;
  }

  private void requireReferenceOfCram(Throwable fault) {
    if (reason(fault).contains("MD5 for the reference")) { // HTSJDK has no kind of its own for it
      throw new ReadsException(
          label
              + " is a CRAM made with another sequence for "
              + contig.name()
              + " than the one at hand: their checksums differ; give the FASTA that it was made with"
              + " by --reads-reference",
          fault);
    }
  }

  /** HTSJDK reads parts of a record only when they are asked for; here is where faults are told. */
  private static SAMRecord decoded(SAMRecord record) {
    record.getCigar();
    record.getReadBases();
    record.getBaseQualities();
    return record;
  }

  private void requireOrder(SAMRecord record) {
    SAMRecord before = last;
    if (before != null
        && before.getReferenceIndex() >= 0
        && record.getReferenceIndex() >= 0
        && (before.getReferenceIndex() > record.getReferenceIndex()
            || (before.getReferenceIndex().equals(record.getReferenceIndex())
                && before.getAlignmentStart() > record.getAlignmentStart()))) {
      throw new ReadsException(
          label
              + " is not sorted: read "
              + record.getReadName()
              + " at "
              + record.getReferenceName()
              + ":"
              + record.getAlignmentStart()
              + " stands behind one at "
              + before.getReferenceName()
              + ":"
              + before.getAlignmentStart()
              + "; sort it: samtools sort -o sorted.bam "
              + label);
    }
  }

  private static String reason(Throwable e) {
    if (e instanceof OutOfMemoryError) { // a damaged length, as what is sound needs little
      return "a part of it claims to need more memory than there is";
    }
    Throwable cause = e;
    while (cause.getCause() != null
        && (cause.getMessage() == null || cause instanceof SAMException)) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.replaceFirst("\\.+$", ""); // the sentence goes on
  }

  @Override
  public void close() {
    close(reader, label);
  }

  private static void close(SamReader reader, String label) {
    try {
      reader.close();
    } catch (IOException | RuntimeException e) {
      throw new ReadsException(label + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
