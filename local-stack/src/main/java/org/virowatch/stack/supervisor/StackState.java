package org.virowatch.stack.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.virowatch.stack.process.ProcessIdentity;

/**
 * What the supervisor last wrote about the stack. It survives the supervisor, so that {@code down}
 * and the next {@code up} find what it left behind.
 *
 * @param phase what the stack is doing
 * @param message why it failed; empty otherwise
 * @param supervisor the supervisor itself
 * @param bootstrapServers the broker's address; empty before it is chosen
 * @param flinkUrl the cluster's address; empty before it is chosen
 * @param processes the supervisor's children
 * @param jobs the jobs
 */
public record StackState(
    StackPhase phase,
    String message,
    ProcessIdentity supervisor,
    String bootstrapServers,
    String flinkUrl,
    List<ProcessState> processes,
    List<JobState> jobs) {
  /** Copies the lists. */
  public StackState {
    processes = List.copyOf(processes);
    jobs = List.copyOf(jobs);
  }

  /** Returns what is known about the process of this name. */
  public Optional<ProcessState> process(String name) {
    return processes.stream().filter(process -> process.name().equals(name)).findFirst();
  }

  /** Returns the children that still live. */
  public List<ProcessIdentity> livingChildren() {
    List<ProcessIdentity> living = new ArrayList<>();
    for (ProcessState process : processes) {
      ProcessIdentity identity = process.identity();
      if (identity != null && identity.isAlive()) {
        living.add(identity);
      }
    }
    return living;
  }
}
