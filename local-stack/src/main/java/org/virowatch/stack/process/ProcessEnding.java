package org.virowatch.stack.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends processes: asks first, then forces, and verifies that they are gone. */
public final class ProcessEnding {
  private static final Duration FORCED = Duration.ofSeconds(10);

  private ProcessEnding() {}

  /**
   * Asks all processes to end together and forces those that still live after the given time.
   *
   * @return the processes that live even so; empty when all ended
   */
  public static List<ProcessIdentity> end(List<ProcessIdentity> processes, Duration patience) {
    processes.forEach(process -> process.living().ifPresent(ProcessHandle::destroy));
    List<ProcessIdentity> left = awaitEnd(processes, patience);
    left.forEach(ProcessEnding::kill);
    return awaitEnd(left, FORCED);
  }

  /** Ends one process at once, as {@code kill -9} does. */
  public static void kill(ProcessIdentity process) {
    process.living().ifPresent(ProcessHandle::destroyForcibly);
  }

  private static List<ProcessIdentity> awaitEnd(
      List<ProcessIdentity> processes, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    List<ProcessIdentity> left = living(processes);
    try {
      while (!left.isEmpty() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(50);
        left = living(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return left;
  }

  private static List<ProcessIdentity> living(List<ProcessIdentity> processes) {
    List<ProcessIdentity> living = new ArrayList<>(processes);
    living.removeIf(process -> !process.isAlive());
    return living;
  }
}
