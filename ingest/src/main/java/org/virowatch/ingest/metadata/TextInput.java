package org.virowatch.ingest.metadata;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Opens a text file whatever way it is packed: plain, gzip or Zstandard by its first bytes; UTF-8
 * with or without a byte order mark, or UTF-16 with one, as spreadsheets write it.
 */
final class TextInput {
  private static final int HEAD = 512;

  private TextInput() {}

  /**
   * Opens a file.
   *
   * @throws MetadataException if it is plainly no text table: empty, a workbook, a web page, binary
   * @throws IOException if it cannot be read
   */
  static BufferedReader open(Path file) throws IOException {
    InputStream stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      InputStream text = unpack(stream);
      byte[] head = peek(text);
      refuseForeign(file, head);
      Charset charset = charset(head);
      BufferedReader reader = new BufferedReader(new InputStreamReader(text, charset), 1 << 16);
      reader.mark(1);
      if (reader.read() != '\uFEFF') {
        reader.reset();
      }
      return reader;
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static InputStream unpack(InputStream stream) throws IOException {
    byte[] head = peek(stream);
    if (startsWith(head, 0x1f, 0x8b)) {
      return new BufferedInputStream(new GZIPInputStream(stream, 1 << 16), 1 << 16);
    }
    if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) {
      return new BufferedInputStream(new ZstdInputStream(stream), 1 << 16);
    }
    return stream;
  }

  private static byte[] peek(InputStream stream) throws IOException {
    stream.mark(HEAD);
    byte[] head = stream.readNBytes(HEAD);
    stream.reset();
    return head;
  }

  private static void refuseForeign(Path file, byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1).strip();
    if (text.isEmpty()) {
      throw new MetadataException(
          file + ": the file is empty; it should hold a table with a header");
    }
    if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
      throw new MetadataException(
          file + ": this is a spreadsheet workbook or an archive; save the sheet as TSV or CSV");
    }
    if (text.startsWith("<")) {
      throw new MetadataException(
          file + ": this is a web page or XML, not a table; the download may have failed");
    }
    if (text.startsWith(">")) {
      throw new MetadataException(
          file + ": this is FASTA, not a table; --sequences and --metadata may be swapped");
    }
    if (charset(head).equals(StandardCharsets.UTF_8) && text.indexOf('\0') >= 0) {
      throw new MetadataException(
          file + ": this is a binary file; metadata must be TSV or CSV text");
    }
  }

  private static Charset charset(byte[] head) {
    if (startsWith(head, 0xff, 0xfe)) {
      return StandardCharsets.UTF_16LE;
    }
    return startsWith(head, 0xfe, 0xff) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
  }

  private static boolean startsWith(byte[] head, int... prefix) {
    byte[] bytes = new byte[prefix.length];
    for (int i = 0; i < prefix.length; i++) {
      bytes[i] = (byte) prefix[i];
    }
    return head.length >= bytes.length
        && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
  }
}
