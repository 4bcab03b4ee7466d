package org.virowatch.stack.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces a file whole or not at all, so that a reader never sees half of it. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes the text to the file in UTF-8.
   *
   * @throws IOException if the folder cannot be written to or is full
   */
  public static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text, UTF_8);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
