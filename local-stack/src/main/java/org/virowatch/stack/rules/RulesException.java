package org.virowatch.stack.rules;

import org.jspecify.annotations.Nullable;

/** Rules that cannot be used or found; the message says what to do. */
public final class RulesException extends RuntimeException {
  /** Makes one with a message for a person. */
  public RulesException(String message) {
    super(message);
  }

  /** Makes one with a message for a person and its cause. */
  public RulesException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
