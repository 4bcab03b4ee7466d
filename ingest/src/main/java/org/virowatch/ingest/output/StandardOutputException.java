package org.virowatch.ingest.output;

import java.io.IOException;

/** Standard output could not be written. {@link OutputCheck} tells it, whatever the command. */
public final class StandardOutputException extends IOException {
  private static final long serialVersionUID = 1L;

  StandardOutputException(String message) {
    super(message);
  }
}
