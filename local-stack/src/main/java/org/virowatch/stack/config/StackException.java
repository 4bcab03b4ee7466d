package org.virowatch.stack.config;

import org.jspecify.annotations.Nullable;

/**
 * Something about a stack cannot be done; the message is for the operator and says what was wrong,
 * where, and what to do.
 */
public final class StackException extends RuntimeException {
  /** Makes one with a message for a person. */
  public StackException(String message) {
    super(message);
  }

  /** Makes one with a message for a person and its cause. */
  public StackException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
