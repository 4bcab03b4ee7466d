package org.virowatch.alerting;

import org.jspecify.annotations.Nullable;

/** Alerting cannot go on; the message says why and what to do. */
public final class AlertingException extends RuntimeException {
  /** Makes one with a message for a person. */
  public AlertingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
