package org.virowatch.stack.supervisor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.virowatch.stack.process.ProcessIdentity;

/** Keeps the state file in step with what the supervisor knows. */
final class StackStatus {
  private static final Logger LOG = LoggerFactory.getLogger(StackStatus.class);

  private final StateFile file;
  private final ProcessIdentity supervisor;
  private final Optional<StackState> earlier;
  private StackPhase phase = StackPhase.STARTING;
  private String message = "";
  private String bootstrapServers = "";
  private String flinkUrl = "";
  private Supplier<List<ProcessState>> processes = List::of;
  private Supplier<List<JobState>> jobs = List::of;
  private Optional<StackState> saved = Optional.empty();

  StackStatus(StateFile file, ProcessIdentity supervisor) {
    this.file = file;
    this.supervisor = supervisor;
    this.earlier = file.read();
  }

  /** Returns what an earlier supervisor left in the file. */
  Optional<StackState> earlier() {
    return earlier;
  }

  void addresses(String bootstrap, String flink) {
    this.bootstrapServers = bootstrap;
    this.flinkUrl = flink;
  }

  void watch(Supplier<List<ProcessState>> processStates, Supplier<List<JobState>> jobStates) {
    this.processes = processStates;
    this.jobs = jobStates;
  }

  void phase(StackPhase newPhase, String newMessage) {
    this.phase = newPhase;
    this.message = newMessage;
    save();
  }

  /** Notes that nothing runs any more; a failure stays visible. */
  void ended(boolean good) {
    processes = List::of;
    jobs = List::of;
    phase(good ? StackPhase.STOPPED : StackPhase.FAILED, message);
  }

  StackState current() {
    return new StackState(
        phase, message, supervisor, bootstrapServers, flinkUrl, processes.get(), jobs.get());
  }

  /** Writes the state if it has changed. A full disk must not end the stack, so it is only told. */
  void save() {
    Optional<StackState> current = Optional.of(current());
    if (current.equals(saved)) {
      return;
    }
    try {
      file.write(current.get());
      saved = current;
    } catch (IOException e) {
      LOG.warn("the state could not be written: {}", e.toString());
    }
  }
}
