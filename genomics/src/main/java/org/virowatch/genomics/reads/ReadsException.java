package org.virowatch.genomics.reads;

/** Reads or primers that cannot be used. The message says which file, where, why and what to do. */
public final class ReadsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReadsException(String message) {
    super(message);
  }

  public ReadsException(String message, Throwable cause) {
    super(message, cause);
  }
}
