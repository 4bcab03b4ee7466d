package org.virowatch.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.virowatch.stack.config.StackException;

/** Against answers as Flink 2.2 gives them. */
class FlinkRestTest {
  private HttpServer server = newServer();
  private FlinkRest flink = new FlinkRest("http://127.0.0.1:1");

  @BeforeEach
  void start() {
    server.start();
    flink = new FlinkRest("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aJobRunsOnceAllItsTasksDo() throws Exception {
    answer(
        "/jobs/overview",
        200,
        "{\"jobs\":[{\"jid\":\"a1\",\"name\":\"one\",\"state\":\"RUNNING\",\"tasks\":{\"total\":4,"
            + "\"running\":3}},{\"jid\":\"b2\",\"name\":\"two\",\"state\":\"FAILED\",\"tasks\":"
            + "{\"total\":4,\"running\":0}}]}");

    assertThat(flink.jobs())
        .containsExactly(
            new JobView("a1", "one", "RUNNING", 3, 4), new JobView("b2", "two", "FAILED", 0, 4));
    assertThat(flink.jobs().get(0).isRunning()).isFalse();
    assertThat(new JobView("a1", "one", "RUNNING", 4, 4).isRunning()).isTrue();
    assertThat(flink.jobs().get(1).hasEnded()).isTrue();
  }

  @Test
  void checkpointsAreCountedAndTheLatestIsDated() throws Exception {
    answer(
        "/jobs/a1/checkpoints",
        200,
        "{\"counts\":{\"restored\":1,\"total\":9,\"in_progress\":0,\"completed\":7,\"failed\":2},"
            + "\"latest\":{\"completed\":{\"id\":7,\"latest_ack_timestamp\":1000}}}");

    assertThat(flink.checkpoints("a1"))
        .isEqualTo(new CheckpointView(7, 2, 1, Instant.ofEpochMilli(1000)));
  }

  @Test
  void aFailedSavepointTellsItsInnermostCause() {
    answer("/jobs/a1/stop", 202, "{\"request-id\":\"r\"}");
    answer(
        "/jobs/a1/savepoints/r",
        200,
        "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"stack-trace\":"
            + "\"outer\\n\\tat x\\nCaused by: java.io.IOException: No space left on device\\n\"}}}");

    assertThatThrownBy(
            () -> flink.stopWithSavepoint("a1", Path.of("/tmp/s"), Duration.ofSeconds(5)))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("No space left on device");
  }

  @Test
  void aClusterThatDoesNotAnswerHasNoSlots() {
    server.stop(0);

    assertThat(flink.slots()).isEmpty();
  }

  private void answer(String path, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private static HttpServer newServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
