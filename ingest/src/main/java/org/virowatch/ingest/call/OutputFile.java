package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import org.virowatch.ingest.output.ReaderGoneException;
import org.virowatch.ingest.output.StandardOutput;
import org.virowatch.ingest.output.WatchedStream;

/**
 * A file being written. It stands under its name only once it is complete: until {@link #commit}
 * the bytes go to a temporary file beside it, which {@link #close} takes away if there was no
 * commit. What is no regular file, such as a pipe or {@code /dev/null}, is written directly, and so
 * is what lies in {@code /dev} or {@code /proc}, whose names mean open files; a link elsewhere
 * stays a link, and the file that it leads to is replaced. Compressed by the ending of its name:
 * {@code .gz}, {@code .zst}, {@code .xz}, {@code .bz2}.
 */
final class OutputFile implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final @Nullable Path temporary;
  private final OutputStream stream;
  private byte[] heading = {};
  private boolean closed;

  private OutputFile(Path path, @Nullable Path temporary, OutputStream stream) {
    this.path = path;
    this.temporary = temporary;
    this.stream = stream;
  }

  /**
   * Opens a file.
   *
   * @param path where it will stand; missing folders are made
   * @throws IOException if it cannot be written; the message says why
   */
  static OutputFile create(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(path + " is a folder; name a file");
    }
    Path target = target(path);
    boolean direct =
        target.startsWith("/dev")
            || target.startsWith("/proc")
            || (Files.exists(target) && !Files.isRegularFile(target));
    Path temporary = direct ? null : temporaryBeside(target);
    OutputStream raw;
    try {
      raw = Files.newOutputStream(temporary == null ? target : temporary);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
    return new OutputFile(
        target, temporary, compress(path, new BufferedOutputStream(named(path, raw), BUFFER)));
  }

  /**
   * The file that a name means: the end of a link, unless it leads to an open file.
   *
   * @throws IOException if it is a link that cannot be followed
   */
  static Path target(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    boolean open = absolute.startsWith("/dev") || absolute.startsWith("/proc");
    return !open && Files.isSymbolicLink(absolute) && Files.exists(absolute)
        ? absolute.toRealPath()
        : absolute;
  }

  /** A stream that says of which file a failure to write is, such as of a full disk. */
  private static OutputStream named(Path path, OutputStream raw) {
    return new WatchedStream(
        raw,
        failure ->
            ReaderGoneException.hasReader(path)
                ? new ReaderGoneException(failure)
                : unwritable(path, failure));
  }

  private static IOException unwritable(Path path, IOException cause) {
    return new IOException(
        path + " cannot be written: " + reason(cause) + "; choose another file or folder", cause);
  }

  /** Standard output. */
  static OutputFile standardOutput(PrintWriter out) {
    return new OutputFile(Path.of("-"), null, new StandardOutput(out));
  }

  /** A name beside a file under which it can be written; makes missing folders. */
  static Path temporaryBeside(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(target + " cannot be written: it is no file");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(
          "the folder " + folder + " cannot be made: " + reason(e) + "; choose another", e);
    }
    return folder.resolve(
        "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
  }

  private static String reason(IOException e) {
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof java.nio.file.FileAlreadyExistsException) {
      return "a file of that name is in the way";
    }
    if (e instanceof java.nio.file.NoSuchFileException) {
      return "there is no such folder";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static OutputStream compress(Path path, OutputStream raw) throws IOException {
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".gz")) {
      return new GZIPOutputStream(raw, BUFFER);
    }
    if (name.endsWith(".zst")) {
      return new ZstdOutputStream(raw);
    }
    if (name.endsWith(".xz")) {
      return new XZOutputStream(raw, new LZMA2Options());
    }
    return name.endsWith(".bz2") ? new BZip2CompressorOutputStream(raw) : raw;
  }

  /** The stream itself, for whoever writes more than records; not to be closed. */
  OutputStream stream() {
    return stream;
  }

  /**
   * Says what stands before the first record. It is written with that, or when the file is
   * complete: where no input can be read, standard output stays empty.
   */
  void heading(byte[] bytes) {
    heading = bytes;
  }

  /** Says what stands before the first record, in UTF-8. */
  void heading(String text) {
    heading(text.getBytes(UTF_8));
  }

  private void writeHeading() throws IOException {
    byte[] pending = heading;
    heading = new byte[0];
    stream.write(pending, 0, pending.length);
  }

  /** Appends a whole record. */
  void write(byte[] bytes) throws IOException {
    if (heading.length > 0) {
      writeHeading();
    }
    stream.write(bytes, 0, bytes.length);
  }

  /** Appends a whole record in UTF-8. */
  void write(String text) throws IOException {
    write(text.getBytes(UTF_8));
  }

  /** Completes the file and puts it in its place. */
  void commit() throws IOException {
    writeHeading();
    closed = true;
    stream.close();
    if (temporary != null) {
      Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Closes everything, also where one cannot be closed.
   *
   * @throws IOException the first failure
   */
  static void closeAll(Iterable<? extends Closeable> outputs) throws IOException {
    IOException failure = null;
    for (Closeable output : outputs) {
      try {
        output.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try {
        stream.close();
      } finally {
        if (temporary != null) {
          Files.deleteIfExists(temporary);
        }
      }
    }
  }
}
