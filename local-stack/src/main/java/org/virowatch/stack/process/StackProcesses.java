package org.virowatch.stack.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.virowatch.stack.config.DataFolder;

/**
 * Finds the living processes of a stack by the mark that each carries on its command line, so that
 * even one that no file names is found.
 */
public final class StackProcesses {
  private StackProcesses() {}

  /** Returns the mark, an option of the JVM. */
  static String mark(DataFolder folder) {
    return "-Dvirowatch.data.dir=" + folder.root();
  }

  /** Returns every living process that carries the mark of a data folder, but for this one. */
  public static List<ProcessIdentity> of(DataFolder folder) {
    String mark = mark(folder);
    long self = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != self)
        .filter(process -> arguments(process).contains(mark))
        .map(ProcessIdentity::of)
        .filter(ProcessIdentity::isAlive)
        .toList();
  }

  private static List<String> arguments(ProcessHandle process) {
    try {
      // Java's own view of a command line ends after one page, and class paths are long.
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return List.of(Files.readString(file, UTF_8).split("\0", -1));
    } catch (IOException e) {
      return process.info().arguments().map(List::of).orElse(List.of());
    }
  }
}
