package org.virowatch.stack.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Whether a machine has room for a stack.
 *
 * @param availableMemory bytes that can still be used without swapping; empty if unknown
 * @param freeDisk bytes free where the data folder lies
 */
public record MachineCheck(OptionalLong availableMemory, long freeDisk) {
  /** Memory of broker, JobManager, supervisor and alerting together, in mebibytes. */
  public static final int BESIDES_TASK_MANAGERS_MEBIBYTES = 1300;

  /** The least free disk space a stack is started with, in bytes. */
  public static final long LEAST_DISK = 1L << 30;

  private static final long MEBIBYTE = 1L << 20;

  /** Looks at this machine. */
  public static MachineCheck of(Path dataDir) {
    try {
      return new MachineCheck(memoryNow(), Files.getFileStore(dataDir).getUsableSpace());
    } catch (IOException e) {
      throw new StackException(
          "the free space of " + dataDir + " cannot be told: " + e.getMessage(), e);
    }
  }

  /**
   * Checks that a stack of this configuration fits.
   *
   * @throws StackException that says what is short, by how much, and what to change
   */
  public void require(StackConfig config) {
    long needed =
        BESIDES_TASK_MANAGERS_MEBIBYTES
            + (long) config.taskManagers() * config.memory().mebibytes();
    if (availableMemory.isPresent() && availableMemory.getAsLong() / MEBIBYTE < needed) {
      throw new StackException(
          "too little memory: the stack needs about "
              + needed
              + " MiB ("
              + config.taskManagers()
              + " × "
              + config.memory()
              + " for the TaskManager and "
              + BESIDES_TASK_MANAGERS_MEBIBYTES
              + "m for the rest), and "
              + availableMemory.getAsLong() / MEBIBYTE
              + " MiB are available; close other programs, or give less with --memory (at least "
              + StackConfig.LEAST_MEMORY
              + ")");
    }
    if (freeDisk < LEAST_DISK) {
      throw new StackException(
          "too little disk space: "
              + freeDisk / MEBIBYTE
              + " MiB are free where "
              + config.dataDir()
              + " lies, and a stack needs at least "
              + LEAST_DISK / MEBIBYTE
              + " MiB; make room, or choose another disk with --data-dir");
    }
  }

  /** Returns the bytes of memory that can be used without swapping; empty if nobody tells. */
  static OptionalLong memoryNow() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/meminfo"), UTF_8)) {
        if (line.startsWith("MemAvailable:")) {
          return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
        }
      }
    } catch (IOException e) {
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }
}
