package org.virowatch.stack.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.virowatch.stack.config.StackException;

/**
 * A client of the Flink cluster's REST interface.
 *
 * @see <a href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/rest_api/">Flink REST
 *     API</a>
 */
public final class FlinkRest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ObjectMapper json = new ObjectMapper();

  /** Talks to the cluster at an address such as {@code http://127.0.0.1:8081}. */
  public FlinkRest(String url) {
    this.url = url;
  }

  /** Returns how many task slots are there, or nothing if the cluster does not answer. */
  public Optional<Integer> slots() {
    try {
      return Optional.of(get("/overview").path("slots-total").asInt());
    } catch (IOException | StackException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the jobs that the cluster knows, ended ones too.
   *
   * @throws IOException if the cluster does not answer
   */
  public List<JobView> jobs() throws IOException {
    List<JobView> jobs = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      JsonNode tasks = job.path("tasks");
      jobs.add(
          new JobView(
              job.path("jid").asText(),
              job.path("name").asText(),
              job.path("state").asText(),
              tasks.path("running").asInt() + tasks.path("finished").asInt(),
              tasks.path("total").asInt()));
    }
    return jobs;
  }

  /** Returns the checkpoints of a job. */
  public CheckpointView checkpoints(String jobId) throws IOException {
    JsonNode answer = get("/jobs/" + jobId + "/checkpoints");
    JsonNode counts = answer.path("counts");
    JsonNode latest = answer.path("latest").path("completed").path("latest_ack_timestamp");
    return new CheckpointView(
        counts.path("completed").asInt(),
        counts.path("failed").asInt(),
        counts.path("restored").asInt(),
        latest.isNumber() ? Instant.ofEpochMilli(latest.asLong()) : null);
  }

  /**
   * Returns the last completed checkpoint of a job; empty before the first.
   *
   * @throws IOException if the cluster does not answer
   */
  public Optional<CheckpointSizes> lastCheckpoint(String jobId) throws IOException {
    JsonNode last = get("/jobs/" + jobId + "/checkpoints").path("latest").path("completed");
    if (!last.path("id").isNumber()) {
      return Optional.empty();
    }
    JsonNode details = get("/jobs/" + jobId + "/checkpoints/details/" + last.path("id").asLong());
    Map<String, Long> bytesByTask = new TreeMap<>();
    for (JsonNode task : get("/jobs/" + jobId).path("vertices")) {
      JsonNode size = details.path("tasks").path(task.path("id").asText()).path("state_size");
      bytesByTask.put(task.path("name").asText(), size.asLong());
    }
    return Optional.of(
        new CheckpointSizes(
            details.path("id").asLong(),
            Duration.ofMillis(details.path("end_to_end_duration").asLong()),
            details.path("state_size").asLong(),
            details.path("checkpointed_size").asLong(),
            bytesByTask));
  }

  /**
   * Ends a job without a savepoint.
   *
   * @throws IOException if the cluster does not answer
   */
  public void cancel(String jobId) throws IOException {
    send(
        request("/jobs/" + jobId + "?mode=cancel")
            .method("PATCH", HttpRequest.BodyPublishers.noBody())
            .build());
  }

  /** Returns the first lines of why a job failed last; empty if it did not. */
  public String rootException(String jobId) throws IOException {
    JsonNode entries =
        get("/jobs/" + jobId + "/exceptions?maxExceptions=1")
            .path("exceptionHistory")
            .path("entries");
    if (entries.isEmpty()) {
      return "";
    }
    return rootCause(entries.get(0).path("stacktrace").asText());
  }

  /**
   * Stops a job after it has written a savepoint.
   *
   * @return the savepoint's address
   * @throws StackException if the savepoint fails or takes longer than allowed
   */
  public String stopWithSavepoint(String jobId, Path folder, Duration patience)
      throws IOException, InterruptedException {
    JsonNode trigger =
        post(
            "/jobs/" + jobId + "/stop",
            Map.of("drain", false, "targetDirectory", folder.toUri().toString()));
    String status = "/jobs/" + jobId + "/savepoints/" + trigger.path("request-id").asText();
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode answer = get(status);
      if (answer.path("status").path("id").asText().equals("COMPLETED")) {
        JsonNode operation = answer.path("operation");
        if (operation.has("location")) {
          return operation.path("location").asText();
        }
        throw new StackException(
            "the savepoint failed: "
                + rootCause(operation.path("failure-cause").path("stack-trace").asText()));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new StackException("the savepoint took longer than " + patience.toSeconds() + " s");
  }

  /** Returns the innermost cause named in a stack trace, on one line. */
  static String rootCause(String stackTrace) {
    String cause = stackTrace.lines().findFirst().orElse("");
    for (String line : stackTrace.lines().toList()) {
      if (line.startsWith("Caused by: ")) {
        cause = line.substring("Caused by: ".length());
      }
    }
    return cause;
  }

  JsonNode get(String path) throws IOException {
    return send(request(path).GET().build());
  }

  private JsonNode post(String path, Map<String, Object> body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
  }

  private JsonNode send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new StackException(
            "Flink answered "
                + response.statusCode()
                + " to "
                + request.uri()
                + ": "
                + rootCause(json.readTree(response.body()).path("errors").path(0).asText()));
      }
      return json.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for Flink", e);
    }
  }
}
