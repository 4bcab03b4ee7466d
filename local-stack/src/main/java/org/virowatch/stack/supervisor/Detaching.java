package org.virowatch.stack.supervisor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How a process is started so that it outlives the terminal. */
final class Detaching {
  private Detaching() {}

  /**
   * Returns what to put before a command: {@code setsid} gives it a session of its own, so that
   * neither a closed terminal nor Ctrl-C reaches it; {@code nohup} is there where that is not.
   */
  static List<String> prefix() {
    for (String program : List.of("setsid", "nohup")) {
      for (String folder : List.of("/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin")) {
        Path file = Path.of(folder, program);
        if (Files.isExecutable(file)) {
          return List.of(file.toString());
        }
      }
    }
    return List.of();
  }
}
