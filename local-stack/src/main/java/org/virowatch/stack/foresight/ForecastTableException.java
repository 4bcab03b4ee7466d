package org.virowatch.stack.foresight;

/** A table of forecasts cannot be read; the message says what is wrong, where, and what to do. */
public final class ForecastTableException extends Exception {
  private static final long serialVersionUID = 1L;

  ForecastTableException(String message) {
    super(message);
  }

  ForecastTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
