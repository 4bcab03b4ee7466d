package org.virowatch.genomics.lineage;

/** A table of lineages that cannot be used. The message says in which line and why. */
public final class LineageTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LineageTableException(String message) {
    super(message);
  }

  public LineageTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
