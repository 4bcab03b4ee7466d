package org.virowatch.stack.supervisor;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.process.ProcessIdentity;
import org.virowatch.stack.process.ProcessSpec;

/** One process of the stack, started again when it dies. Used by the supervisor's thread only. */
final class ChildProcess {
  private final ProcessSpec spec;
  private final DataFolder folder;
  private final RestartPolicy policy = new RestartPolicy();
  private @Nullable Process process;
  private @Nullable ProcessIdentity identity;
  private @Nullable Instant startAgainAt;
  private int restarts;
  private boolean givenUp;
  private String lastFailure = "";

  ChildProcess(ProcessSpec spec, DataFolder folder) {
    this.spec = spec;
    this.folder = folder;
  }

  String name() {
    return spec.name();
  }

  void start() {
    Process started = spec.start();
    process = started;
    identity = ProcessIdentity.of(started.toHandle());
    startAgainAt = null;
  }

  /** Returns why the process died since the last call; empty if it lives or is known to be dead. */
  Optional<String> findDead(Instant now) {
    Process current = process;
    if (current == null || current.isAlive()) {
      return Optional.empty();
    }
    process = null;
    identity = null;
    lastFailure = FailureReason.of(folder, name(), current.exitValue());
    Optional<Instant> next = policy.onFailure(now);
    startAgainAt = next.orElse(null);
    givenUp = next.isEmpty();
    return Optional.of(lastFailure);
  }

  /** Starts the process again if its time has come; returns whether it did. */
  boolean startAgainIfDue(Instant now) {
    if (process != null || startAgainAt == null || startAgainAt.isAfter(now)) {
      return false;
    }
    restarts++;
    start();
    return true;
  }

  /** Replaces a living process by a fresh one, for example because its JobManager is another. */
  void replace() throws InterruptedException {
    Process current = process;
    if (current == null) {
      return;
    }
    current.destroyForcibly().waitFor();
    restarts++;
    start();
  }

  boolean isGivenUp() {
    return givenUp;
  }

  Optional<ProcessIdentity> identity() {
    return Optional.ofNullable(identity);
  }

  ProcessState state() {
    return new ProcessState(name(), identity, spec.address(), restarts, givenUp, lastFailure);
  }
}
