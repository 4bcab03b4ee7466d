package org.virowatch.ingest.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What read an output, such as {@code head}, has ended and needs no more of it. That is no fault:
 * the run ends without a word.
 */
public final class ReaderGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Kinds of files in a mode, as POSIX has them. */
  private static final int KIND = 0170000;

  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  /**
   * @param cause the failure to write
   */
  public ReaderGoneException(IOException cause) {
    super(cause);
  }

  /**
   * Whether a file is a pipe or a socket. Writing to one fails for no other reason than that its
   * reader is gone; the system's words for that depend on its language.
   */
  public static boolean hasReader(Path file) {
    try {
      int kind = (int) Files.getAttribute(file, "unix:mode") & KIND;
      return kind == PIPE || kind == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false; // a system without modes, or without names of open files
    }
  }
}
