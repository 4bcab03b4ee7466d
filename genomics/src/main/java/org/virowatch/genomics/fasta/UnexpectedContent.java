package org.virowatch.genomics.fasta;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Guesses what an input that does not begin like FASTA is instead, and what to do about it. */
final class UnexpectedContent {

  private UnexpectedContent() {}

  /**
   * Explains an input's beginning.
   *
   * @param bytes the first bytes after white space
   * @param length how many of them count
   */
  static String explain(byte[] bytes, int length) {
    String start = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    String lower = start.toLowerCase(Locale.ROOT);
    if (start.startsWith("\u00ff\u00fe") || start.startsWith("\u00fe\u00ff")) {
      return "is text in UTF-16; save it as UTF-8 or ASCII";
    }
    if (start.startsWith("PK\u0003\u0004")) {
      return "is a zip archive; unpack it and give the FASTA file inside";
    }
    if (start.startsWith("BAM\u0001") || start.startsWith("CRAM")) {
      return "holds aligned reads (BAM or CRAM), not consensus genomes; make a consensus FASTA first";
    }
    if (lower.startsWith("<!doctype") || lower.startsWith("<html") || lower.startsWith("<")) {
      return "is a web page or XML, not FASTA; the download probably failed or asked for a login:"
          + " open it in a browser to see, and download the FASTA again";
    }
    if (start.startsWith("@HD\t") || start.startsWith("@SQ\t") || start.startsWith("@PG\t")) {
      return "is a SAM file of aligned reads; make a consensus FASTA first";
    }
    if (start.startsWith("@")) {
      return "is FASTQ: reads, not consensus genomes; make a consensus FASTA first";
    }
    if (start.startsWith("LOCUS ") || start.startsWith("ID   ")) {
      return "is a GenBank or EMBL flat file; export it as FASTA";
    }
    if (start.startsWith("#NEXUS") || start.startsWith("CLUSTAL") || start.startsWith("##")) {
      return "is another format than FASTA (\""
          + start.lines().findFirst().orElse("")
          + "\"); export it as FASTA";
    }
    if (start.startsWith("{") || start.startsWith("[")) {
      return "is JSON, not FASTA; if it is an error message of a download, download again";
    }
    if (isBinary(bytes, length)) {
      return "is binary, not FASTA; understood are plain text, gzip, Zstandard, xz and bzip2";
    }
    return "does not begin with a '>' header line but with \""
        + start.lines().findFirst().orElse("").strip()
        + "\"; FASTA has a line '>name' before each sequence";
  }

  private static boolean isBinary(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      int letter = bytes[i] & 0xff;
      if (letter < 0x20 && letter != '\t' && letter != '\n' && letter != '\r') {
        return true;
      }
    }
    return false;
  }
}
