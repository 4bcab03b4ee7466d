package org.virowatch.stack.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.dataset.ActivationNote;
import org.virowatch.stack.flink.CheckpointView;
import org.virowatch.stack.flink.FlinkRest;
import org.virowatch.stack.flink.JobView;
import org.virowatch.stack.kafka.StackTopics;
import org.virowatch.stack.process.ProcessIdentity;
import org.virowatch.stack.supervisor.JobState;
import org.virowatch.stack.supervisor.LocalStack;
import org.virowatch.stack.supervisor.ProcessState;
import org.virowatch.stack.supervisor.StackPhase;
import org.virowatch.stack.supervisor.StackState;

/**
 * How a stack is at one moment, as {@code status} shows it.
 *
 * @param healthy whether every process lives, every job runs and the broker answers
 * @param phase what the stack is doing
 * @param problems what is wrong, for a person; empty if healthy
 * @param bootstrapServers the broker's address
 * @param flinkUrl the cluster's address
 * @param processes the processes, the supervisor first
 * @param jobs the jobs
 * @param topics offsets spanned by each topic, an upper bound of its records
 * @param lag offsets still to be read, by consumer group and topic, as of the last checkpoint
 * @param activation how far the activation of a dataset is; empty if none is under way
 */
public record StackReport(
    boolean healthy,
    String phase,
    List<String> problems,
    String bootstrapServers,
    String flinkUrl,
    List<ProcessRow> processes,
    List<JobRow> jobs,
    Map<String, Long> topics,
    Map<String, Map<String, Long>> lag,
    String activation) {

  /** One process; {@code pid} is 0 and {@code since} null while it does not run. */
  public record ProcessRow(
      String name,
      boolean alive,
      long pid,
      @Nullable Instant since,
      int restarts,
      String address,
      String lastFailure) {}

  /**
   * One job; {@code lastCheckpoint} is null before the first. Failed and slow checkpoints are
   * counted since the stack was started; {@code checkpointTrouble} explains the last of them.
   */
  public record JobRow(
      String name,
      String id,
      String state,
      int checkpoints,
      int failedCheckpoints,
      int slowCheckpoints,
      int restores,
      int resubmissions,
      @Nullable Instant lastCheckpoint,
      String restoredFrom,
      String lastFailure,
      String checkpointTrouble) {}

  /** Looks at a stack. Empty if there never was one in its data folder. */
  public static Optional<StackReport> of(LocalStack stack) {
    return stack
        .state()
        .map(
            state ->
                look(
                    state,
                    ActivationNote.in(stack.dataDir()).map(ActivationNote::sentence).orElse("")));
  }

  private static StackReport look(StackState state, String activation) {
    List<String> problems = new ArrayList<>();
    boolean supervised = state.supervisor().isAlive();
    if (state.phase() != StackPhase.RUNNING) {
      problems.add(
          "the stack is "
              + state.phase()
              + (state.message().isEmpty() ? "" : ": " + state.message()));
    } else if (!supervised) {
      problems.add(
          "the supervisor is gone; 'virowatch up' ends what it left and continues from there");
    }
    List<ProcessRow> processes = new ArrayList<>();
    processes.add(row("supervisor", supervised ? state.supervisor() : null, "", 0, ""));
    for (ProcessState process : state.processes()) {
      ProcessIdentity identity = process.identity();
      boolean alive = identity != null && identity.isAlive();
      processes.add(
          row(
              process.name(),
              alive ? identity : null,
              process.address(),
              process.restarts(),
              process.lastFailure()));
      if (!alive) {
        problems.add(
            "the process '"
                + process.name()
                + "' does not run: "
                + process.lastFailure()
                + (process.givenUp() ? "; it kept failing and was given up" : ""));
      }
    }
    boolean anything = supervised || !state.livingChildren().isEmpty();
    List<JobRow> jobs = anything ? jobs(state, problems) : List.of();
    Map<String, Long> topics = new TreeMap<>();
    Map<String, Map<String, Long>> lag = new TreeMap<>();
    if (anything) {
      readTopics(state, topics, lag, problems);
    }
    return new StackReport(
        problems.isEmpty(),
        state.phase().name(),
        problems,
        state.bootstrapServers(),
        state.flinkUrl(),
        processes,
        jobs,
        topics,
        lag,
        activation);
  }

  private static ProcessRow row(
      String name,
      @Nullable ProcessIdentity alive,
      String address,
      int restarts,
      String lastFailure) {
    return alive == null
        ? new ProcessRow(name, false, 0, null, restarts, address, lastFailure)
        : new ProcessRow(
            name, true, alive.pid(), alive.startedAt(), restarts, address, lastFailure);
  }

  private static List<JobRow> jobs(StackState state, List<String> problems) {
    FlinkRest flink = new FlinkRest(state.flinkUrl());
    List<JobRow> rows = new ArrayList<>();
    try {
      List<JobView> views = flink.jobs();
      for (JobState job : state.jobs()) {
        JobView view =
            views.stream().filter(found -> found.id().equals(job.id())).findFirst().orElse(null);
        if (view == null) {
          rows.add(row(job, "MISSING", new CheckpointView(0, 0, 0, null)));
        } else {
          rows.add(row(job, describe(view), flink.checkpoints(view.id())));
        }
        if (view == null || !view.isRunning()) {
          problems.add(
              "the job '"
                  + job.label()
                  + "' does not run"
                  + (job.lastFailure().isEmpty() ? "" : ": " + job.lastFailure())
                  + (job.givenUp() ? "; it kept failing and was given up" : ""));
        }
      }
    } catch (IOException | StackException e) {
      problems.add("Flink does not answer at " + state.flinkUrl());
    }
    return rows;
  }

  private static String describe(JobView view) {
    return view.isRunning()
        ? view.state()
        : view.state() + " (" + view.runningTasks() + "/" + view.tasks() + " tasks)";
  }

  private static JobRow row(JobState job, String state, CheckpointView checkpoints) {
    return new JobRow(
        job.label(),
        job.id(),
        state,
        checkpoints.completed(),
        job.failedCheckpoints(),
        job.slowCheckpoints(),
        checkpoints.restored(),
        job.resubmissions(),
        checkpoints.latest(),
        job.restoredFrom(),
        job.lastFailure(),
        Objects.requireNonNullElse(job.checkpointTrouble(), ""));
  }

  private static void readTopics(
      StackState state,
      Map<String, Long> topics,
      Map<String, Map<String, Long>> lag,
      List<String> problems) {
    try (StackTopics broker = new StackTopics(state.bootstrapServers())) {
      broker.offsets().forEach((topic, count) -> topics.put(topic.topicName(), count));
      broker
          .lag()
          .forEach(
              (group, byTopic) -> {
                Map<String, Long> named = new TreeMap<>();
                byTopic.forEach((Topic topic, Long count) -> named.put(topic.topicName(), count));
                lag.put(group, named);
              });
    } catch (StackException e) {
      problems.add("Kafka does not answer at " + state.bootstrapServers());
    }
  }
}
