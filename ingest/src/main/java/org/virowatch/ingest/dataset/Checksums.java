package org.virowatch.ingest.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * SHA-256 of every file of a fetched dataset, kept beside them in the form that {@code sha256sum
 * --check} reads.
 */
final class Checksums {
  static final String FILE = "SHA256SUMS";
  private static final String GAP = "  ";

  private Checksums() {}

  /** Writes the checksums of the named files of a folder. */
  static void write(Path folder, List<String> files) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    for (String file : files) {
      sums.put(file, sum(folder.resolve(file)));
    }
    StringBuilder text = new StringBuilder();
    sums.forEach((file, sum) -> text.append(sum).append(GAP).append(file).append('\n'));
    Files.writeString(folder.resolve(FILE), text, StandardCharsets.UTF_8);
  }

  /** What is wrong with a folder, in words; empty if every file is as it was fetched. */
  static Optional<String> fault(Path folder) {
    try {
      if (!Files.exists(folder.resolve(FILE))) {
        return Optional.of(folder + " has no " + FILE);
      }
      List<String> lines = Files.readAllLines(folder.resolve(FILE), StandardCharsets.UTF_8);
      for (String line : lines) {
        int gap = line.indexOf(GAP);
        Path file = folder.resolve(line.substring(gap + GAP.length()));
        if (gap < 0 || !Files.exists(file)) {
          return Optional.of(file + " is missing");
        }
        if (!sum(file).equals(line.substring(0, gap))) {
          return Optional.of(file + " has changed since it was fetched");
        }
      }
      return lines.isEmpty() ? Optional.of(folder + " is empty") : Optional.empty();
    } catch (IOException e) {
      return Optional.of(folder + " cannot be read: " + e.getMessage());
    }
  }

  private static String sum(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
