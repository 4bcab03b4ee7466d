package org.virowatch.stack.flink;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.virowatch.jobs.JobSettings;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackException;

/** Submits jobs to the cluster from this process, continuing from their newest saved state. */
public final class JobSubmission {
  private final DataFolder folder;
  private final int restPort;
  private final int parallelism;
  private final JobSettings settings;

  /** Submits to the cluster that listens on this port of the loopback interface. */
  public JobSubmission(DataFolder folder, int restPort, int parallelism, JobSettings settings) {
    this.folder = folder;
    this.restPort = restPort;
    this.parallelism = parallelism;
    this.settings = settings;
  }

  /**
   * A job on its way to the cluster.
   *
   * @param id Flink's job id
   * @param restoredFrom the savepoint or checkpoint it continues from; empty for a fresh start
   */
  public record Submitted(String id, Optional<Path> restoredFrom) {}

  /**
   * Submits a job.
   *
   * @throws StackException if the cluster refuses it
   */
  public Submitted submit(StreamJob job) {
    return submit(job.label(), job.flinkName(), job::define);
  }

  /**
   * Submits a job that is no part of the stack.
   *
   * @param label its short name, for messages and the folders of its state
   * @param flinkName its name on the cluster
   * @param definition adds it to an environment
   * @throws StackException if the cluster refuses it
   */
  public Submitted submit(
      String label,
      String flinkName,
      BiConsumer<StreamExecutionEnvironment, JobSettings> definition) {
    RestorePoints points = new RestorePoints(folder, label);
    Optional<Path> restore = points.newest();
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.NAME, flinkName);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, points.checkpoints().toUri().toString());
    configuration.set(
        CheckpointingOptions.SAVEPOINT_DIRECTORY, points.savepoints().toUri().toString());
    restore.ifPresent(
        point -> {
          configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, point.toUri().toString());
          // Flink removes the old state once its own checkpoints no longer build on it.
          configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        });
    try {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.createRemoteEnvironment("127.0.0.1", restPort, configuration);
      env.setParallelism(parallelism);
      definition.accept(env, settings);
      JobClient client = env.executeAsync(flinkName);
      return new Submitted(client.getJobID().toHexString(), restore);
    } catch (Exception e) {
      if (restore.isPresent() && UnreadableState.isMeantBy(rootMessage(e))) {
        throw UnreadableState.explained(label, restore.get(), rootMessage(e));
      }
      throw new StackException(
          "the job '" + label + "' could not be submitted: " + rootMessage(e), e);
    }
  }

  private static String rootMessage(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return FlinkRest.rootCause(
        String.valueOf(cause.getMessage() == null ? cause : cause.getMessage()));
  }
}
