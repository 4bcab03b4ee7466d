package org.virowatch.stack.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.process.Installation;
import org.virowatch.stack.process.JavaCommand;
import org.virowatch.stack.process.ProcessSpec;
import org.virowatch.stack.process.ProgramCopy;

/** Starts the supervisor of a stack, detached from this process, and waits until all runs. */
final class SupervisorStart {
  private final DataFolder folder;
  private final StateFile stateFile;

  SupervisorStart(DataFolder folder, StateFile stateFile) {
    this.folder = folder;
    this.stateFile = stateFile;
  }

  /**
   * Starts it.
   *
   * @param follower of the stack's progress
   * @param person is told each step
   * @throws StackException if the stack cannot be started; says why
   */
  void run(Progress.Follower follower, Consumer<String> person) {
    awaitRunning(spawn(), follower, person);
  }

  private Process spawn() {
    Installation program = ProgramCopy.of(Installation.locate(), folder.program());
    ProcessSpec spec =
        new JavaCommand("supervisor", folder)
            .logging()
            .with("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
            .with("-D" + Installation.COPY_PROPERTY + "=" + folder.program())
            .running(
                program.applicationClassPath(),
                Supervisor.class.getName(),
                List.of(folder.root().toString()),
                "");
    List<String> detached = new ArrayList<>(Detaching.prefix());
    detached.addAll(spec.command());
    try {
      // What an earlier supervisor said must not be taken for the reason of a failure now.
      Files.deleteIfExists(spec.output());
    } catch (IOException e) {
      throw new StackException("could not empty " + spec.output() + ": " + e.getMessage(), e);
    }
    return new ProcessSpec(spec.name(), detached, spec.output(), "").start();
  }

  private void awaitRunning(
      Process supervisor, Progress.Follower follower, Consumer<String> person) {
    while (true) {
      boolean alive = supervisor.isAlive();
      follower.poll(person);
      StackState state =
          stateFile
              .read()
              .filter(found -> found.supervisor().pid() == supervisor.pid())
              .orElse(null);
      if (state != null && state.phase() == StackPhase.RUNNING) {
        return;
      }
      if (!alive) {
        throw new StackException(reasonOfFailure(state));
      }
      LocalStack.pause();
    }
  }

  private String reasonOfFailure(@Nullable StackState state) {
    if (state != null && state.phase() == StackPhase.FAILED) {
      return state.message();
    }
    if (state != null && state.phase() == StackPhase.STOPPED) {
      return "the stack was stopped while it was starting";
    }
    try {
      String output = Files.readString(folder.output("supervisor"), UTF_8).strip();
      if (!output.isEmpty()) {
        return output;
      }
    } catch (IOException e) {
      return "the supervisor ended without a word (" + e + ")";
    }
    return "the supervisor ended without a word; see " + folder.log("supervisor");
  }
}
