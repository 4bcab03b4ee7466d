package org.virowatch.ingest.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;

/**
 * Standard output as a stream that fails where it cannot be written, which a {@link PrintWriter}
 * only notes: a full disk must not look like a complete table. Where its reader is gone it fails
 * with a {@link ReaderGoneException}.
 */
public final class StandardOutput extends OutputStream {

  /** Bytes between two looks at whether all went well, since each look empties the buffers. */
  private static final int UNCHECKED = 1 << 16;

  private final PrintWriter out;
  private int unchecked;

  /** Standard output behind a writer. */
  public StandardOutput(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value & 0xff);
    written(1);
  }

  /** Writes text in UTF-8 that ends with a whole letter. */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(new String(bytes, offset, length, UTF_8));
    written(length);
  }

  private void written(int bytes) throws IOException {
    unchecked += bytes;
    if (unchecked >= UNCHECKED) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException {
    unchecked = 0;
    if (out.checkError()) {
      StandardOutputException failure = StandardWriter.failure(out);
      throw StandardWriter.readerIsGone(out) ? new ReaderGoneException(failure) : failure;
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
