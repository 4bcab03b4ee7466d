package org.virowatch.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against answers as Flink 2.2 gives them. */
class CheckpointHistoryTest {
  private static final String CHECKPOINTS = "/jobs/a1/checkpoints";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final HttpServer server = newServer();
  private CheckpointHistory history = new CheckpointHistory(new FlinkRest("http://none"), "");

  @BeforeEach
  void start() {
    server.createContext(
        "/",
        exchange -> {
          String body = answers.getOrDefault(exchange.getRequestURI().getPath(), "{}");
          byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    history = new CheckpointHistory(new FlinkRest(url), "a1");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void attemptsThatNeverBeganAreNoTroubleThoughFlinkCountsThemAsFailed() throws IOException {
    answers.put(
        CHECKPOINTS,
        "{'counts':{'total':8,'completed':1,'failed':7},'history':["
            + "{'id':1,'status':'COMPLETED','end_to_end_duration':300}]}");

    assertThat(history.newTroubles()).isEmpty();
  }

  @Test
  void aFailedCheckpointIsToldOnceItHasEndedAndOnlyOnceWithTheJobsOwnFailure() throws IOException {
    answers.put(CHECKPOINTS, "{'history':[{'id':5,'status':'IN_PROGRESS'}]}");
    assertThat(history.newTroubles()).isEmpty();
    answers.put(
        CHECKPOINTS,
        "{'history':[{'id':5,'status':'FAILED','trigger_timestamp':1000,"
            + "'failure_message':'Checkpoint expired before completing.'}]}");
    answers.put(
        "/jobs/a1/exceptions",
        "{'exceptionHistory':{'entries':[{'stacktrace':'x\\nCaused by: java.io.IOException: gone'}]}}");

    assertThat(history.newTroubles())
        .containsExactly(
            new CheckpointTrouble(
                5,
                Instant.ofEpochMilli(1000),
                true,
                "Checkpoint expired before completing. The job failed last by:"
                    + " java.io.IOException: gone"));
    assertThat(history.newTroubles()).isEmpty();
  }

  @Test
  void aSlowCheckpointIsExplainedByItsSlowestTask() throws IOException {
    answers.put(
        CHECKPOINTS,
        "{'history':[{'id':6,'status':'COMPLETED','trigger_timestamp':0,"
            + "'end_to_end_duration':12500}]}");
    answers.put(
        CHECKPOINTS + "/details/6",
        "{'tasks':{'v1':{'end_to_end_duration':20},'v2':{'end_to_end_duration':12400}}}");
    answers.put(
        CHECKPOINTS + "/details/6/subtasks/v2",
        "{'summary':{'start_delay':{'max':9000},'alignment':{'duration':{'max':1500}},"
            + "'checkpoint_duration':{'sync':{'max':400},'async':{'max':1600}}}}");
    answers.put("/jobs/a1", "{'vertices':[{'id':'v2','name':'version gate'}]}");

    assertThat(history.newTroubles())
        .singleElement()
        .hasToString(
            "checkpoint 6 of 1970-01-01T00:00:00Z was slow: 12.5 s in all; the task 'version gate'"
                + " waited up to 9.0 s for its turn behind records, 1.5 s for its other inputs,"
                + " and took 0.4 s to halt and 1.6 s to write its state");
  }

  private static HttpServer newServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
