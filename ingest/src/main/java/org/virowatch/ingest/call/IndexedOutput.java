package org.virowatch.ingest.call;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * A block-compressed file and its index ({@code .tbi}) being written under temporary names; both
 * stand under their own only after {@link #commit}.
 *
 * @param target where the file will stand
 * @param temporary where it is to be written, its index beside it
 */
record IndexedOutput(Path target, Path temporary) implements Closeable {
  private static final String INDEX = ".tbi";

  /** Whether a name asks for block compression. */
  static boolean isMeant(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".gz") || lower.endsWith(".bgz");
  }

  /**
   * Makes the folder ready.
   *
   * @throws IOException if it cannot be made
   */
  static IndexedOutput create(Path path) throws IOException {
    Path target = OutputFile.target(path);
    return new IndexedOutput(target, OutputFile.temporaryBeside(target));
  }

  private static Path index(Path file) {
    return file.resolveSibling(file.getFileName() + INDEX);
  }

  /** Puts file and index in their places. */
  void commit() throws IOException {
    Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    Files.move(index(temporary), index(target), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(temporary);
    Files.deleteIfExists(index(temporary));
  }
}
