package org.virowatch.genomics.reads;

import htsjdk.samtools.SAMFileHeader;
import htsjdk.samtools.SAMFileHeader.SortOrder;
import htsjdk.samtools.SAMFileWriter;
import htsjdk.samtools.SAMFileWriterFactory;
import htsjdk.samtools.SAMRecord;
import htsjdk.samtools.SAMSequenceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/**
 * A pileup as a person draws it: the reference, and below it reads, each letter under the base it
 * is aligned to. Capitals are of the forward strand, small letters of the reverse strand, {@code -}
 * is a gap, {@code [GAG]} is inserted, spaces before a read are its place. Two reads of one name
 * are mates.
 */
final class ReadPicture {
  static final String CONTIG = "toy";

  private final Path folder;
  private final String reference;
  private final List<SAMRecord> records = new ArrayList<>();
  private final SAMFileHeader header = new SAMFileHeader();
  private final Map<String, SAMRecord> byName = new HashMap<>();

  ReadPicture(Path folder, String reference) {
    this(folder, reference, CONTIG, reference.length());
  }

  ReadPicture(Path folder, String reference, String contig, int length) {
    this.folder = folder;
    this.reference = reference;
    header.addSequence(new SAMSequenceRecord(contig, length));
    header.setSortOrder(SortOrder.coordinate);
  }

  SAMFileHeader header() {
    return header;
  }

  ReferenceDataset dataset() {
    try {
      Path dataset = Files.createDirectories(folder.resolve("dataset"));
      Files.writeString(
          dataset.resolve("pathogen.json"),
          "{\"schemaVersion\": \"3.0.0\", \"files\": {\"reference\": \"r.fasta\","
              + " \"pathogenJson\": \"pathogen.json\"}}");
      Files.writeString(dataset.resolve("r.fasta"), ">" + CONTIG + "\n" + reference + "\n");
      return ReferenceDatasets.load(dataset);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Draws a read of quality 30. */
  ReadPicture read(String name, String drawn) {
    return read(name, drawn, 30, record -> {});
  }

  /** Draws a read some number of times. */
  ReadPicture reads(int times, String drawn) {
    for (int i = 0; i < times; i++) {
      read("read" + records.size(), drawn);
    }
    return this;
  }

  /** Draws a read of a quality, and changes its record. */
  ReadPicture read(String name, String drawn, int quality, Consumer<SAMRecord> change) {
    int start = drawn.length() - drawn.stripLeading().length();
    String letters = drawn.strip();
    StringBuilder bases = new StringBuilder();
    StringBuilder operations = new StringBuilder();
    boolean inserted = false;
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if (letter == '[' || letter == ']') {
        inserted = letter == '[';
      } else {
        operations.append(inserted ? 'I' : letter == '-' ? 'D' : 'M');
        bases.append(letter == '-' ? "" : Character.toString(letter));
      }
    }
    SAMRecord record = new SAMRecord(header);
    record.setReadName(name);
    record.setReferenceIndex(0);
    record.setAlignmentStart(start + 1);
    record.setMappingQuality(60);
    record.setReadNegativeStrandFlag(letters.matches("[^A-Z]*"));
    record.setReadString(bases.toString().toUpperCase(java.util.Locale.ROOT));
    byte[] qualities = new byte[bases.length()];
    Arrays.fill(qualities, (byte) quality);
    record.setBaseQualities(qualities);
    record.setCigarString(runs(operations.toString()));
    change.accept(record);
    pair(record);
    records.add(record);
    return this;
  }

  private void pair(SAMRecord record) {
    SAMRecord mate = byName.putIfAbsent(record.getReadName(), record);
    if (mate != null) {
      htsjdk.samtools.SamPairUtil.setMateInfo(mate, record);
      for (SAMRecord each : List.of(mate, record)) {
        each.setReadPairedFlag(true);
        each.setProperPairFlag(true);
        each.setMateUnmappedFlag(false);
      }
      mate.setFirstOfPairFlag(true);
      record.setSecondOfPairFlag(true);
    }
  }

  private static String runs(String operations) {
    StringBuilder cigar = new StringBuilder();
    for (int i = 0; i < operations.length(); ) {
      int begin = i;
      while (i < operations.length() && operations.charAt(i) == operations.charAt(begin)) {
        i++;
      }
      cigar.append(i - begin).append(operations.charAt(begin));
    }
    return cigar.toString();
  }

  List<SAMRecord> records() {
    return records;
  }

  /** Writes the reads in the format of the name's ending, sorted unless told otherwise. */
  Path write(String name, boolean sorted) {
    Path file = folder.resolve(name);
    Path fasta = folder.resolve("cram.fasta");
    try {
      Files.writeString(
          fasta, ">" + header.getSequence(0).getSequenceName() + "\n" + reference + "\n");
      Files.writeString(
          folder.resolve("cram.fasta.fai"),
          String.format(
              "%s\t%d\t%d\t%d\t%d%n",
              header.getSequence(0).getSequenceName(),
              reference.length(),
              header.getSequence(0).getSequenceName().length() + 2,
              reference.length(),
              reference.length() + 1));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    try (SAMFileWriter writer =
        new SAMFileWriterFactory().makeWriter(header, !sorted, file, fasta)) {
      records.forEach(writer::addAlignment);
    }
    return file;
  }

  /** What the reads say with these parameters. */
  ReadsAnalysis analyze(ReadParameters parameters) {
    return analyze(parameters, PrimerScheme.NONE);
  }

  ReadsAnalysis analyze(ReadParameters parameters, PrimerScheme primers) {
    ReferenceDataset dataset = dataset();
    try (AlignedReads reads =
        AlignedReads.open(write("drawn.bam", true), dataset, Optional.empty())) {
      return new ReadsAnalyzer(dataset, primers, parameters).analyze("drawn", reads);
    }
  }
}
