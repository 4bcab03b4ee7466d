package org.virowatch.stack.supervisor;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.flink.CheckpointHistory;
import org.virowatch.stack.flink.CheckpointTrouble;
import org.virowatch.stack.flink.FlinkRest;
import org.virowatch.stack.flink.JobSubmission;
import org.virowatch.stack.flink.JobView;
import org.virowatch.stack.flink.StreamJob;
import org.virowatch.stack.kafka.AbandonedTransactions;

/**
 * One job of the stack, submitted again from its newest checkpoint when the cluster no longer runs
 * it. Flink itself restarts a job whose tasks fail; this is for what Flink gives up or forgets, as
 * a replaced JobManager does. Used by the supervisor's thread only.
 */
final class SupervisedJob {
  /** Before the first is complete, a job has committed what it was restored with. */
  private static final int SETTLING_CHECKPOINTS = 2;

  private final StreamJob job;
  private final RestartPolicy policy = new RestartPolicy();
  private String id = "";
  private String restoredFrom = "";
  private Instant submittedAt = Instant.MIN;
  private boolean settled;
  private @Nullable Instant submitAgainAt;
  private int resubmissions;
  private boolean givenUp;
  private String lastFailure = "";
  private @Nullable CheckpointHistory checkpoints;
  private int failedCheckpoints;
  private int slowCheckpoints;
  private String checkpointTrouble = "";

  SupervisedJob(StreamJob job) {
    this.job = job;
  }

  StreamJob job() {
    return job;
  }

  String id() {
    return id;
  }

  void submit(JobSubmission submission) {
    submittedAt = Instant.now();
    settled = false;
    JobSubmission.Submitted submitted = submission.submit(job);
    id = submitted.id();
    restoredFrom = submitted.restoredFrom().map(path -> path.getFileName().toString()).orElse("");
    submitAgainAt = null;
    checkpoints = null;
  }

  /**
   * Looks at the checkpoints that ended since the last look; returns those that failed or were
   * slow.
   *
   * @throws IOException if the cluster does not answer
   */
  List<CheckpointTrouble> lookAtCheckpoints(FlinkRest flink) throws IOException {
    CheckpointHistory history = checkpoints;
    if (history == null) {
      history = new CheckpointHistory(flink, id);
      checkpoints = history;
    }
    List<CheckpointTrouble> troubles = history.newTroubles();
    for (CheckpointTrouble trouble : troubles) {
      if (trouble.failed()) {
        failedCheckpoints++;
      } else {
        slowCheckpoints++;
      }
      checkpointTrouble = trouble.toString();
    }
    return troubles;
  }

  /**
   * Ends, once, the transactions that earlier runs of this job left open, as soon as this one has
   * committed all that it was restored with.
   *
   * @return the transactional ids of what was ended
   * @throws IOException if the cluster does not answer
   * @throws StackException if the broker does not
   */
  List<String> endAbandonedTransactions(FlinkRest flink, String brokers) throws IOException {
    if (settled || flink.checkpoints(id).completed() < SETTLING_CHECKPOINTS) {
      return List.of();
    }
    List<String> ended = AbandonedTransactions.end(brokers, job.flinkName(), submittedAt);
    settled = true;
    return ended;
  }

  /** Returns what the cluster says about this job. */
  Optional<JobView> in(List<JobView> jobs) {
    return jobs.stream().filter(view -> view.id().equals(id)).findFirst();
  }

  /** Returns whether the job has newly been found ended or forgotten. */
  boolean findEnded(List<JobView> jobs, String reason, Instant now) {
    if (submitAgainAt != null || givenUp) {
      return false;
    }
    Optional<JobView> view = in(jobs);
    if (view.isPresent() && !view.get().hasEnded()) {
      return false;
    }
    lastFailure = reason.isEmpty() ? "the cluster no longer knows the job" : reason;
    planAgain(now);
    return true;
  }

  /** Submits the job again if its time has come; returns whether it did. */
  boolean submitAgainIfDue(JobSubmission submission, Instant now) {
    if (submitAgainAt == null || submitAgainAt.isAfter(now)) {
      return false;
    }
    resubmissions++;
    try {
      submit(submission);
      return true;
    } catch (StackException e) {
      lastFailure = String.valueOf(e.getMessage());
      planAgain(now);
      return false;
    }
  }

  boolean isGivenUp() {
    return givenUp;
  }

  JobState state() {
    return new JobState(
        job.label(),
        id,
        restoredFrom,
        resubmissions,
        givenUp,
        lastFailure,
        failedCheckpoints,
        slowCheckpoints,
        checkpointTrouble);
  }

  private void planAgain(Instant now) {
    Optional<Instant> next = policy.onFailure(now);
    submitAgainAt = next.orElse(null);
    givenUp = next.isEmpty();
  }
}
