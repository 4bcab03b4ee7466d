package org.virowatch.surveillance.bias;

/** A table of weights is of no use; the message says where, why and what to do. */
public final class WeightsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WeightsException(String message) {
    super(message);
  }

  WeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
