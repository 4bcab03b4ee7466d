package org.virowatch.stack.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads what Flink remembers of a job's last checkpoints, and explains those that failed or were
 * slow.
 *
 * <p>Flink counts among the failed ones also each attempt to begin one while tasks are still
 * starting. Nothing was begun then and nothing is amiss; such attempts are not in its history, and
 * not here.
 */
public final class CheckpointHistory {
  /** How many checkpoints Flink is told to remember. */
  static final int LENGTH = 60;

  /** What takes longer is slow. */
  static final Duration SLOW = Duration.ofSeconds(10);

  private final FlinkRest flink;
  private final String jobId;
  private final Set<Long> seen = new HashSet<>();

  /** Follows the checkpoints of a job. */
  public CheckpointHistory(FlinkRest flink, String jobId) {
    this.flink = flink;
    this.jobId = jobId;
  }

  /**
   * Returns the trouble with checkpoints that have ended since the last look.
   *
   * @throws IOException if the cluster does not answer
   */
  public List<CheckpointTrouble> newTroubles() throws IOException {
    List<CheckpointTrouble> troubles = new ArrayList<>();
    Set<Long> remembered = new HashSet<>();
    for (JsonNode checkpoint : flink.get("/jobs/" + jobId + "/checkpoints").path("history")) {
      long id = checkpoint.path("id").asLong();
      remembered.add(id);
      String status = checkpoint.path("status").asText();
      if (status.equals("IN_PROGRESS") || !seen.add(id)) {
        continue;
      }
      Instant at = Instant.ofEpochMilli(checkpoint.path("trigger_timestamp").asLong());
      if (status.equals("FAILED")) {
        troubles.add(new CheckpointTrouble(id, at, true, whyFailed(checkpoint)));
      } else if (checkpoint.path("end_to_end_duration").asLong() > SLOW.toMillis()) {
        troubles.add(new CheckpointTrouble(id, at, false, whySlow(checkpoint)));
      }
    }
    seen.retainAll(remembered);
    return troubles;
  }

  private String whyFailed(JsonNode checkpoint) throws IOException {
    String message = checkpoint.path("failure_message").asText();
    String ofJob = flink.rootException(jobId);
    return message + (ofJob.isEmpty() ? "" : " The job failed last by: " + ofJob);
  }

  private String whySlow(JsonNode checkpoint) throws IOException {
    String path = "/jobs/" + jobId + "/checkpoints/details/" + checkpoint.path("id").asLong();
    String slowest = "";
    long longest = -1;
    for (Map.Entry<String, JsonNode> task : flink.get(path).path("tasks").properties()) {
      long duration = task.getValue().path("end_to_end_duration").asLong();
      if (duration > longest) {
        longest = duration;
        slowest = task.getKey();
      }
    }
    JsonNode parts = flink.get(path + "/subtasks/" + slowest).path("summary");
    return String.format(
        Locale.ROOT,
        "%s in all; the task '%s' waited up to %s for its turn behind records, %s for its other"
            + " inputs, and took %s to halt and %s to write its state",
        seconds(checkpoint.path("end_to_end_duration")),
        name(slowest),
        seconds(parts.path("start_delay").path("max")),
        seconds(parts.path("alignment").path("duration").path("max")),
        seconds(parts.path("checkpoint_duration").path("sync").path("max")),
        seconds(parts.path("checkpoint_duration").path("async").path("max")));
  }

  private String name(String taskId) throws IOException {
    for (JsonNode task : flink.get("/jobs/" + jobId).path("vertices")) {
      if (task.path("id").asText().equals(taskId)) {
        return task.path("name").asText();
      }
    }
    return taskId;
  }

  private static String seconds(JsonNode millis) {
    return String.format(Locale.ROOT, "%.1f s", millis.asLong() / 1000.0);
  }
}
