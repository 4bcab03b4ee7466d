package org.virowatch.ingest.metadata;

/** A metadata table that cannot be used at all. The message says which, why and what to do. */
public final class MetadataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one without a cause. */
  public MetadataException(String message) {
    super(message);
  }

  /** Makes one with the fault behind it. */
  public MetadataException(String message, Throwable cause) {
    super(message, cause);
  }
}
