package org.virowatch.ingest.submit;

/** The broker did not take an upload. The message says why and what to do. */
public final class UploadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the fault behind it. */
  public UploadException(String message, Throwable cause) {
    super(message, cause);
  }
}
