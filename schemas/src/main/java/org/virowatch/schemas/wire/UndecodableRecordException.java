package org.virowatch.schemas.wire;

/** Bytes on a topic that are not a record of the expected type and a known schema. */
public final class UndecodableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what could not be read and why. */
  public UndecodableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
