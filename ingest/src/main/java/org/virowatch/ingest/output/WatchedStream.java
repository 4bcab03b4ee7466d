package org.virowatch.ingest.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

/** A stream whose failures to write pass through a function, which notes or explains them. */
public final class WatchedStream extends FilterOutputStream {
  private final UnaryOperator<IOException> failures;

  /**
   * @param failures takes what went wrong and returns what is thrown
   */
  public WatchedStream(OutputStream raw, UnaryOperator<IOException> failures) {
    super(raw);
    this.failures = failures;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw failures.apply(e);
    }
  }
}
