package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Standard output in UTF-8 that knows why it failed, where a {@link PrintWriter} alone only knows
 * that it did. Flushed at the end of a line.
 */
public final class StandardWriter extends PrintWriter {
  private final Path name;
  private final Remembering stream;

  private StandardWriter(Path name, Remembering stream) {
    super(new BufferedOutputStream(stream), true, UTF_8);
    this.name = name;
    this.stream = stream;
  }

  /** The standard output of this process. */
  public static StandardWriter ofProcess() {
    return of(Path.of("/dev/fd/1"), new FileOutputStream(FileDescriptor.out));
  }

  /**
   * A stream in the place of standard output.
   *
   * @param name under which the file it goes to can be looked at
   */
  static StandardWriter of(Path name, OutputStream raw) {
    return new StandardWriter(name, new Remembering(raw));
  }

  /** Whether writing failed because what reads standard output has ended. */
  boolean readerIsGone() {
    return stream.failed && ReaderGoneException.hasReader(name);
  }

  private static final class Remembering extends FilterOutputStream {
    private volatile boolean failed;

    Remembering(OutputStream raw) {
      super(raw);
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
        failed = true;
        throw e;
      }
    }
  }
}
