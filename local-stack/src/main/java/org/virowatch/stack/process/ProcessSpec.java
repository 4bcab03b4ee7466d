package org.virowatch.stack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.virowatch.stack.config.StackException;

/**
 * How to start one process of the stack.
 *
 * @param name the process's name in {@code status} and {@code logs}
 * @param command the program and its arguments
 * @param output the file that standard output and error are appended to
 * @param address where the process listens, for people; empty if it does not
 */
public record ProcessSpec(String name, List<String> command, Path output, String address) {
  /** Copies the command. */
  public ProcessSpec {
    command = List.copyOf(command);
  }

  /**
   * Starts the process without a standard input.
   *
   * @throws StackException if the program cannot be started
   */
  public Process start() {
    try {
      return new ProcessBuilder(command)
          .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
          .start();
    } catch (IOException e) {
      throw new StackException(
          "the process '" + name + "' could not be started: " + e.getMessage(), e);
    }
  }
}
