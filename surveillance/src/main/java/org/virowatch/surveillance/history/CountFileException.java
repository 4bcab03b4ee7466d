package org.virowatch.surveillance.history;

/** A file of counts cannot be used; the message says what is wrong, where, and what to do. */
public final class CountFileException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a message for people. */
  public CountFileException(String message) {
    super(message);
  }

  /** Makes an exception with a message for people and its cause. */
  public CountFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
