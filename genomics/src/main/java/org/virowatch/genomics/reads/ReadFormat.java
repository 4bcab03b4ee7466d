package org.virowatch.genomics.reads;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.virowatch.genomics.fasta.CompressedInput;

/** What a file of reads is, told by its content and not by its name. */
public enum ReadFormat {
  /** Text alignments. */
  SAM,
  /** Compressed alignments. */
  BAM,
  /** Alignments compressed against a reference. */
  CRAM,
  /** Reads not aligned yet, plain or gzipped. */
  FASTQ;

  private static final Pattern SAM_HEADER = Pattern.compile("@(HD|SQ|RG|PG|CO)\t(?s:.*)");
  private static final int SAMPLE = 512;

  /** Whether the reads are aligned. */
  public boolean aligned() {
    return this != FASTQ;
  }

  /**
   * Looks into a file.
   *
   * @throws ReadsException if it is not there, empty, or none of these formats
   */
  public static ReadFormat of(Path file) {
    if (!Files.exists(file)) {
      throw new ReadsException("There is no file " + file + "; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new ReadsException(file + " is a folder; name the BAM, CRAM or FASTQ files in it");
    }
    byte[] start;
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream input = CompressedInput.decompress(raw)) {
      start = input.readNBytes(SAMPLE);
    } catch (IOException e) {
      throw new ReadsException(
          file + " cannot be read: " + e.getMessage() + "; is it complete, and yours to read?", e);
    }
    if (start.length == 0) {
      throw new ReadsException(file + " is empty; was it written completely?");
    }
    return of(file, new String(start, StandardCharsets.ISO_8859_1));
  }

  private static ReadFormat of(Path file, String start) {
    if (start.startsWith("BAM\1")) {
      return BAM;
    }
    if (start.startsWith("CRAM")) {
      return CRAM;
    }
    if (SAM_HEADER.matcher(start).matches()) {
      return SAM;
    }
    if (start.startsWith("@")) {
      return FASTQ;
    }
    if (start.startsWith(">")) {
      throw new ReadsException(
          file + " is FASTA: genomes, not reads; call it without --reads: virowatch call " + file);
    }
    if (start.startsWith("BAI\1") || start.startsWith("CSI\1")) {
      throw new ReadsException(file + " is an index; name the BAM file it belongs to");
    }
    throw new ReadsException(
        file
            + " is neither SAM, BAM, CRAM nor FASTQ: it begins with \""
            + start.substring(0, Math.min(20, start.length())).replaceAll("[^ -~]", "?")
            + "\"; --reads takes those");
  }
}
