package org.virowatch.alerting.topic;

import org.jspecify.annotations.Nullable;

/** The broker could not be reached or did not answer; the message says what to check. */
public final class BrokerException extends RuntimeException {
  /** Makes one with a message for a person. */
  public BrokerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
