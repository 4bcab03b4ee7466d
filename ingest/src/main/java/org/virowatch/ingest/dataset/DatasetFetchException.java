package org.virowatch.ingest.dataset;

/** A dataset could not be fetched. The message says which, why and what to do. */
public final class DatasetFetchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one without a cause. */
  public DatasetFetchException(String message) {
    super(message);
  }

  /** Makes one with the fault behind it. */
  public DatasetFetchException(String message, Throwable cause) {
    super(message, cause);
  }
}
