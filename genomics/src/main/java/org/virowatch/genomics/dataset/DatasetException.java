package org.virowatch.genomics.dataset;

/**
 * A dataset that cannot be used. The message says which file, where in it, what is wrong and what
 * to do.
 */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatasetException(String message) {
    super(message);
  }

  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
