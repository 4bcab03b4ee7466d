package org.virowatch.stack.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things lie in a stack's data folder.
 *
 * @param root the data folder; absolute
 */
public record DataFolder(Path root) {
  /** Makes the path absolute. */
  public DataFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** Returns the broker's folder. */
  public Path kafka() {
    return root.resolve("kafka");
  }

  /** Returns Flink's folder: checkpoints, savepoints, scratch space. */
  public Path flink() {
    return root.resolve("flink");
  }

  /** Returns the folder of configuration files written for the processes. */
  public Path conf() {
    return root.resolve("conf");
  }

  /** Returns the folder of the jars that the processes run from. */
  public Path program() {
    return root.resolve("program");
  }

  /** Returns the folder of log files. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Returns the folder where the alerting service keeps what it delivered. */
  public Path alerting() {
    return root.resolve("alerting");
  }

  /** Returns the rolling log of a process. */
  public Path log(String process) {
    return logs().resolve(process + ".log");
  }

  /** Returns the file that takes a process's standard output and error. */
  public Path output(String process) {
    return logs().resolve(process + ".out");
  }

  /**
   * Makes the folder and its parts.
   *
   * @throws StackException if that is not possible, with the reason and the remedy
   */
  public void create() {
    try {
      for (Path folder : new Path[] {kafka(), flink(), conf(), logs(), alerting()}) {
        Files.createDirectories(folder);
      }
      Files.delete(Files.createTempFile(root, "write", ".probe"));
    } catch (FileAlreadyExistsException e) {
      throw new StackException(
          "the data folder "
              + root
              + " cannot be made: "
              + e.getMessage()
              + " is a file; choose another folder with --data-dir",
          e);
    } catch (IOException e) {
      throw new StackException(
          "the data folder "
              + root
              + " cannot be written to ("
              + e
              + "); choose another folder with --data-dir, or correct its permissions",
          e);
    }
  }
}
