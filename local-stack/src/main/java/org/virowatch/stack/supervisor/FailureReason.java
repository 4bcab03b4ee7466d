package org.virowatch.stack.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.virowatch.stack.config.DataFolder;

/** Finds in a dead process's files why it died. */
final class FailureReason {
  private static final int TAIL_BYTES = 32 * 1024;
  private static final int LONGEST = 300;

  private FailureReason() {}

  /** Returns one line for a person: exit code, the last complaint, and where to read on. */
  static String of(DataFolder folder, String process, int exitCode) {
    String complaint =
        lastComplaint(tail(folder.output(process)), true)
            .or(() -> lastComplaint(tail(folder.log(process)), false))
            .map(line -> ": " + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line))
            .orElse("");
    return "ended with exit code "
        + exitCode
        + meaning(exitCode)
        + complaint
        + " (see 'virowatch logs "
        + process
        + "')";
  }

  private static String meaning(int exitCode) {
    return switch (exitCode) {
      case 3 -> ", which is how a JVM ends that ran out of memory";
      case 137 -> ", that is, it was killed (kill -9, or the system was short of memory)";
      case 143 -> ", that is, it was asked to end (SIGTERM)";
      default -> "";
    };
  }

  private static Optional<String> lastComplaint(List<String> lines, boolean anyLine) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i).strip();
      if (line.contains(" ERROR ")
          || line.contains(" FATAL ")
          || line.startsWith("Caused by: ")
          || (anyLine && !line.isEmpty() && !line.startsWith("at "))) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  private static List<String> tail(Path file) {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, content.length() - TAIL_BYTES);
      content.seek(start);
      byte[] bytes = new byte[(int) (content.length() - start)];
      content.readFully(bytes);
      return new String(bytes, UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
