package org.virowatch.genomics.fasta;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.sequence.KnownBases;

/**
 * Reads FASTA as a stream in bounded memory. Compression (gzip, Zstandard, xz, bzip2) is recognised
 * by content, not by name; a byte-order mark, any line ending and blank lines are tolerated. Not
 * thread-safe.
 */
public final class FastaReader implements Iterator<FastaEntry>, AutoCloseable {

  /** Longest sequence accepted by default, letters. */
  public static final int DEFAULT_LIMIT = 2_000_000;

  /** Longest header line accepted, bytes. */
  public static final int HEADER_LIMIT = 65_536;

  private static final int BUFFER_SIZE = 1 << 16;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Upper-case letter for each byte, 0 for white space. */
  private static final byte[] LETTER = new byte[256];

  static {
    for (int i = 0; i < LETTER.length; i++) {
      LETTER[i] = (byte) (i >= 'a' && i <= 'z' ? i - ('a' - 'A') : i);
    }
    for (char space : " \t\n\r\f\u000b".toCharArray()) {
      LETTER[space] = 0;
    }
  }

  private final String label;
  private final int limit;
  private final CountingInput raw;
  private final InputStream input;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int position;
  private int end;
  private byte[] sequence = new byte[BUFFER_SIZE];
  private byte[] header = new byte[256];
  private long records;
  private String lastName = "";
  private @Nullable FastaEntry next;
  private boolean finished;

  private FastaReader(InputStream stream, String label, int limit) {
    this.label = label;
    this.limit = limit;
    this.raw = new CountingInput(stream);
    try {
      this.input = CompressedInput.decompress(raw);
      skipToFirstHeader();
    } catch (IOException e) {
      close();
      throw broken(e);
    } catch (SequenceInputException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens a file, or standard input for {@code -}, with the default limit.
   *
   * @throws SequenceInputException if it cannot be opened or is no FASTA
   */
  public static FastaReader open(Path file) {
    return open(file, DEFAULT_LIMIT);
  }

  /**
   * Opens a file, or standard input for {@code -}.
   *
   * @param limit longest sequence accepted, letters
   * @throws SequenceInputException if it cannot be opened or is no FASTA
   */
  public static FastaReader open(Path file, int limit) {
    if (file.toString().equals("-")) {
      return of(System.in, "standard input", limit);
    }
    if (!Files.exists(file)) {
      throw new SequenceInputException("There is no file " + file + "; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new SequenceInputException(file + " is a folder; name the FASTA files in it");
    }
    try {
      return of(Files.newInputStream(file), file.toString(), limit);
    } catch (AccessDeniedException e) {
      throw new SequenceInputException(
          file + " cannot be opened: permission denied; ask its owner, or read a copy", e);
    } catch (IOException e) {
      throw new SequenceInputException(file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a stream, which the reader closes.
   *
   * @param input plain or compressed
   * @param label what messages call the input
   * @param limit longest sequence accepted, letters
   * @throws SequenceInputException if it is no FASTA
   */
  public static FastaReader of(InputStream input, String label, int limit) {
    return new FastaReader(input, label, limit);
  }

  @Override
  public boolean hasNext() {
    if (next == null && !finished) {
      try {
        next = readRecord();
      } catch (IOException e) {
        finished = true;
        throw broken(e);
      }
    }
    return next != null;
  }

  /**
   * The next record.
   *
   * @throws SequenceInputException if the input is broken here; nothing can be read after that
   * @throws NoSuchElementException at the end
   */
  @Override
  public FastaEntry next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException(label + " has no more records");
    }
    FastaEntry entry = next;
    next = null;
    records++;
    lastName = entry.name();
    return entry;
  }

  /** Bytes of the file consumed so far, compressed if it is; for showing progress. */
  public long bytesRead() {
    return raw.count();
  }

  @Override
  public void close() {
    try {
      raw.close();
    } catch (IOException e) {
      throw new SequenceInputException(label + " cannot be closed: " + e.getMessage(), e);
    }
  }

  private void skipToFirstHeader() throws IOException {
    if (fill()) {
      while (end < BYTE_ORDER_MARK.length) {
        int more = input.read(buffer, end, buffer.length - end);
        if (more <= 0) {
          break;
        }
        end += more;
      }
      if (end >= BYTE_ORDER_MARK.length
          && Arrays.equals(
              buffer, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
        position = BYTE_ORDER_MARK.length;
      }
    }
    do {
      while (position < end && LETTER[buffer[position] & 0xff] == 0) {
        position++;
      }
    } while (position == end && fill());
    if (position == end) {
      throw new SequenceInputException(
          label + " is empty: no sequence in it; was the file written completely?");
    }
    if (buffer[position] != '>') {
      int length = Math.min(end - position, 60);
      byte[] start = Arrays.copyOfRange(buffer, position, position + length);
      throw new SequenceInputException(label + " " + UnexpectedContent.explain(start, length));
    }
  }

  /** The record whose '>' the buffer stands at; null at the end. */
  private @Nullable FastaEntry readRecord() throws IOException {
    if (position == end && !fill()) {
      finished = true;
      return null;
    }
    position++;
    String line = readHeader();
    int split = 0;
    while (split < line.length() && !Character.isWhitespace(line.charAt(split))) {
      split++;
    }
    String name = line.substring(0, split);
    String description = line.substring(split).strip();
    long length = readSequence();
    if (length > limit) {
      return new RefusedFastaRecord(name, description, length, limit);
    }
    return new FastaRecord(name, description, Arrays.copyOf(sequence, (int) length));
  }

  private String readHeader() throws IOException {
    int length = 0;
    while (position < end || fill()) {
      byte letter = buffer[position++];
      if (letter == '\n' || letter == '\r') {
        break;
      }
      if (length == HEADER_LIMIT) {
        throw new SequenceInputException(
            label
                + ": the header line of record "
                + (records + 1)
                + " is longer than "
                + HEADER_LIMIT
                + " bytes; its line end is missing, or this is no FASTA");
      }
      if (length == header.length) {
        header = Arrays.copyOf(header, 2 * length);
      }
      header[length++] = letter;
    }
    return new String(header, 0, length, StandardCharsets.UTF_8).strip();
  }

  /** Reads up to the next '>' that begins a line; keeps the letters, up to the limit. */
  private long readSequence() throws IOException {
    long length = 0;
    boolean lineStart = true;
    while (position < end || fill()) {
      if (lineStart && buffer[position] == '>') {
        return length;
      }
      int kept = (int) Math.min(length, limit);
      if (sequence.length < kept + BUFFER_SIZE) {
        sequence = Arrays.copyOf(sequence, Math.max(2 * sequence.length, kept + BUFFER_SIZE));
      }
      byte[] from = buffer;
      byte[] to = sequence;
      int at = kept;
      int i = position;
      int stop = end;
      byte raw = 0;
      while (i < stop) {
        int copied = KnownBases.copy(from, i, stop, to, at);
        i += copied;
        at += copied;
        raw = copied > 0 ? from[i - 1] : raw;
        int singly = Math.min(stop, i + KnownBases.STEP);
        boolean header = false;
        while (i < singly && !header) {
          raw = from[i++];
          byte letter = LETTER[raw & 0xff];
          to[at] = letter;
          if (letter != 0) {
            at++;
          } else if (raw == '\n' || raw == '\r') {
            header = i < stop && from[i] == '>';
          }
        }
        if (header) {
          break;
        }
      }
      lineStart = raw == '\n' || raw == '\r';
      position = i;
      length += at - kept;
    }
    return length;
  }

  private boolean fill() throws IOException {
    position = 0;
    end = 0;
    try {
      end = Math.max(0, input.read(buffer, 0, buffer.length));
    } catch (RuntimeException e) {
      // Decompressors meet damaged data with unchecked exceptions of many kinds.
      throw new IOException("damaged compressed data: " + e, e);
    }
    return end > 0;
  }

  private SequenceInputException broken(IOException cause) {
    return new SequenceInputException(
        label
            + " breaks off after "
            + (records == 0
                ? "no complete record"
                : records + " records, the last '" + lastName + "'")
            + " ("
            + reason(cause)
            + "): the file is truncated or damaged; copy or download it again",
        cause);
  }

  private static String reason(IOException cause) {
    if (cause.getMessage() != null) {
      return cause.getMessage();
    }
    return cause instanceof EOFException
        ? "the compressed data end before their end mark"
        : cause.toString();
  }
}
