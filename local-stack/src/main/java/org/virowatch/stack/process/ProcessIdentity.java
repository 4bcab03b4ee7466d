package org.virowatch.stack.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that can be recognised again later: process ids are reused, but not together with the
 * start time.
 *
 * @param pid the process id
 * @param startedAt when the process started, as the system says
 */
public record ProcessIdentity(long pid, Instant startedAt) {
  /** The system derives start times from the boot time, which may shift a little. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** Returns the identity of a living process. */
  public static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(
        process.pid(), process.info().startInstant().orElseGet(Instant::now));
  }

  /** Returns the process if it still lives; never another one that got the same id. */
  public Optional<ProcessHandle> living() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(this::startedThen)
        .filter(process -> !isZombie());
  }

  /** Returns whether the process still lives. */
  public boolean isAlive() {
    return living().isPresent();
  }

  private boolean startedThen(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }

  /** A killed process that its parent has not collected yet no longer runs. */
  private boolean isZombie() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), UTF_8);
      int state = stat.lastIndexOf(')') + 2;
      return state < stat.length() && stat.charAt(state) == 'Z';
    } catch (IOException e) {
      return false;
    }
  }
}
