package org.virowatch.genomics.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.fasta.CompressedInput;

/**
 * The files of one dataset, in a folder, a zip or the class path. Nothing is ever unpacked to disk,
 * nothing outside the dataset is read, and nothing larger than a limit is held.
 */
final class DatasetFiles {
  static final String PATHOGEN = "pathogen.json";

  /** Largest file read into memory as a whole, bytes, uncompressed. */
  private static final long TEXT_LIMIT = 64L << 20;

  /** Largest file read as a stream, bytes, uncompressed. */
  private static final long STREAM_LIMIT = 1L << 30;

  private final @Nullable Path root;
  private final String label;
  private final DatasetOverrides overrides;

  private DatasetFiles(@Nullable Path root, String label, DatasetOverrides overrides) {
    this.root = root;
    this.label = label;
    this.overrides = overrides;
  }

  /** Files that belong to no dataset. */
  static DatasetFiles of(DatasetOverrides files, String label) {
    return new DatasetFiles(null, label, files);
  }

  /** The same with other files instead of some. */
  DatasetFiles with(DatasetOverrides files) {
    return new DatasetFiles(root, label, files);
  }

  /** Files that are read instead of the dataset's own. */
  DatasetOverrides overrides() {
    return overrides;
  }

  /** The content of a file that is read instead of the dataset's own. */
  InputStream external(Path path) {
    try {
      return decompressed(Files.newInputStream(path), STREAM_LIMIT);
    } catch (IOException e) {
      throw new DatasetException(
          path + " cannot be read (" + e.getMessage() + "); check the path", e);
    }
  }

  /** The text of a file that is read instead of the dataset's own. */
  String externalText(Path path) {
    try (InputStream input = external(path)) {
      return withoutMark(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new DatasetException(path + " cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /**
   * The dataset at or just below a folder.
   *
   * @param label what messages call the dataset
   * @throws DatasetException if there is none, or more than one
   */
  static DatasetFiles in(Path folder, String label) {
    if (Files.isRegularFile(folder.resolve(PATHOGEN))) {
      return new DatasetFiles(folder, label, DatasetOverrides.NONE);
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (Files.isRegularFile(child.resolve(PATHOGEN))) {
          found.add(child);
        }
      }
    } catch (IOException e) {
      throw new DatasetException(label + " cannot be read: " + e.getMessage(), e);
    }
    if (found.size() == 1) {
      return new DatasetFiles(found.get(0), label, DatasetOverrides.NONE);
    }
    throw new DatasetException(
        label
            + (found.isEmpty()
                ? " is no Nextclade v3 dataset: it has no "
                    + PATHOGEN
                    + "; name the folder or zip that has it (datasets for Nextclade 2 do not)"
                : " holds several datasets, " + found + "; name one of them"));
  }

  /** What messages call the dataset. */
  String label() {
    return label;
  }

  /** Whether the dataset has a file of that name. */
  boolean has(String name) {
    return root != null && Files.isRegularFile(path(root, name));
  }

  /**
   * Names of the files in a folder of the dataset that end so, sorted; none if it has no such
   * folder.
   */
  List<String> list(String folder, String ending) {
    List<String> names = new ArrayList<>();
    if (root == null) {
      return names;
    }
    Path path = path(root, folder);
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          String name = String.valueOf(child.getFileName());
          if (name.endsWith(ending) && Files.isRegularFile(child)) {
            names.add(folder + "/" + name);
          }
        }
      } catch (IOException e) {
        throw unreadable(folder, e);
      }
    }
    Collections.sort(names);
    return names;
  }

  /** The text of a file, decompressed if it is compressed. */
  String text(String name) {
    try (InputStream input = open(name, TEXT_LIMIT)) {
      return withoutMark(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** The content of a file, decompressed if it is compressed. */
  InputStream stream(String name) {
    try {
      return open(name, STREAM_LIMIT);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** What is wrong with a file, for an exception. */
  DatasetException broken(String name, RuntimeException cause) {
    return new DatasetException(
        "Dataset " + label + ", " + name + ": " + cause.getMessage(), cause);
  }

  /** A file that cannot be read, for an exception. */
  DatasetException unreadable(String name, IOException cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new DatasetException(
        "Dataset "
            + label
            + ": "
            + name
            + " cannot be read ("
            + reason
            + "); fetch the dataset again",
        cause);
  }

  private InputStream open(String name, long limit) throws IOException {
    if (root == null || !has(name)) {
      throw new DatasetException(
          "Dataset "
              + label
              + " has no file "
              + name
              + ", which its "
              + PATHOGEN
              + " names; fetch the dataset again, or correct the name");
    }
    return decompressed(Files.newInputStream(path(root, name)), limit);
  }

  private static InputStream decompressed(InputStream raw, long limit) throws IOException {
    try {
      return new LimitedInput(CompressedInput.decompress(raw), limit);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private Path path(Path folder, String name) {
    Path path;
    try {
      path = folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new DatasetException(
          "Dataset " + label + " names a file that no file can be called: " + e.getReason(), e);
    }
    if (!path.startsWith(folder.normalize())) {
      throw new DatasetException(
          "Dataset " + label + " names the file " + name + ", which lies outside of it");
    }
    return path;
  }

  /** Fails beyond a limit, so that a small archive cannot fill the memory. */
  private static final class LimitedInput extends FilterInputStream {
    private final long limit;
    private long count;

    LimitedInput(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read;
      try {
        read = super.read(bytes, offset, length);
      } catch (UncheckedIOException | IllegalStateException | IllegalArgumentException e) {
        throw new IOException("damaged compressed data: " + e, e);
      }
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) throws IOException {
      count += read;
      if (count > limit) {
        throw new IOException("larger than " + (limit >> 20) + " MiB uncompressed");
      }
    }
  }
}
