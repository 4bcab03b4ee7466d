package org.virowatch.genomics.fasta;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Reads FASTA as a stream in bounded memory. Compression (gzip, Zstandard, xz, bzip2) is recognised
 * by content, not by name. Not thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester") // until reading is written
public final class FastaReader implements Iterator<FastaEntry>, AutoCloseable {

  /** Longest sequence accepted by default, letters. */
  public static final int DEFAULT_LIMIT = 2_000_000;

  private FastaReader() {}

  /**
   * Opens a file, or standard input for {@code -}.
   *
   * @throws SequenceInputException if it cannot be opened or is no FASTA
   */
  public static FastaReader open(Path file) {
    throw new SequenceInputException(file + " cannot be read yet");
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
    throw new SequenceInputException(label + " cannot be read yet");
  }

  @Override
  public boolean hasNext() {
    return false;
  }

  /**
   * The next record.
   *
   * @throws SequenceInputException if the input is broken here
   */
  @Override
  public FastaEntry next() {
    throw new NoSuchElementException();
  }

  @Override
  public void close() {}
}
