package org.virowatch.ingest.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Standard output in UTF-8 that knows why it failed, where a {@link PrintWriter} alone only knows
 * that it did. Flushed at the end of a line.
 */
public final class StandardWriter extends PrintWriter {
  private final Path name;
  private final AtomicReference<@Nullable IOException> failure;

  private StandardWriter(
      Path name, OutputStream stream, AtomicReference<@Nullable IOException> failure) {
    super(new BufferedOutputStream(stream), true, UTF_8);
    this.name = name;
    this.failure = failure;
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
  public static StandardWriter of(Path name, OutputStream raw) {
    AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    OutputStream watched =
        new WatchedStream(
            raw,
            fault -> {
              failure.compareAndSet(null, fault);
              return fault;
            });
    return new StandardWriter(name, watched, failure);
  }

  /** Whether writing failed because what reads standard output has ended. */
  static boolean readerIsGone(PrintWriter out) {
    return out instanceof StandardWriter standard
        && standard.failure.get() != null
        && ReaderGoneException.hasReader(standard.name);
  }

  /** What to say of standard output that has failed. */
  static StandardOutputException failure(PrintWriter out) {
    IOException cause = out instanceof StandardWriter standard ? standard.failure.get() : null;
    return new StandardOutputException(
        "standard output could not be written to its end"
            + (cause == null ? "" : ": " + cause.getMessage())
            + "; send it to another file");
  }
}
