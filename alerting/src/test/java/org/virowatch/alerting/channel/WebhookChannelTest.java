package org.virowatch.alerting.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.alerting.SampleAlerts;
import org.virowatch.alerting.TestReceiver;
import org.virowatch.schemas.AlertEvent;

class WebhookChannelTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2022-11-15T12:00:00Z"), ZoneOffset.UTC);
  private static final AlertEvent EVENT = SampleAlerts.event("5b1c0f", 2);

  @Test
  void postsTheDocumentWithAnIdempotencyKeyAndTheConfiguredHeaders() {
    try (TestReceiver receiver = new TestReceiver(TestReceiver.status(204, ""))) {
      Attempt attempt =
          new WebhookChannel(
                  "hook",
                  receiver.url(),
                  Map.of("Authorization", "Bearer abc"),
                  Duration.ofSeconds(5),
                  NOON)
              .deliver(EVENT);

      assertThat(attempt).isEqualTo(new Attempt.Delivered());
      assertThat(receiver.received()).hasSize(1);
      TestReceiver.Received request = receiver.received().get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.body()).isEqualTo(AlertDocument.of(EVENT).toJson());
      assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
      assertThat(request.header("Idempotency-Key")).isEqualTo("5b1c0f-2");
      assertThat(request.header("Authorization")).isEqualTo("Bearer abc");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void statusesThatPassAreTriedLater(int status) {
    try (TestReceiver receiver = new TestReceiver(TestReceiver.status(status, "busy\r\nnow"))) {
      assertThat(channel(receiver.url()).deliver(EVENT))
          .isEqualTo(
              new Attempt.TryLater(
                  "http://127.0.0.1:"
                      + receiver.url().getPort()
                      + " answered "
                      + status
                      + " (\"busy now\")",
                  Optional.empty()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 403, 404, 410, 413, 422})
  void statusesThatStayAreRefusalsThatDoNotGiveTheUrlsSecretAway(int status) {
    try (TestReceiver receiver = new TestReceiver(TestReceiver.status(status, ""))) {
      Attempt attempt = channel(receiver.url()).deliver(EVENT);

      assertThat(attempt).isInstanceOf(Attempt.Refused.class);
      assertThat(((Attempt.Refused) attempt).reason())
          .contains("answered " + status)
          .doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"90", "Tue, 15 Nov 2022 12:01:30 GMT"})
  void retryAfterIsReadAsSecondsAndAsDate(String value) {
    TestReceiver.Answer tooMany =
        (request, exchange) -> {
          exchange.getResponseHeaders().set("Retry-After", value);
          exchange.sendResponseHeaders(429, -1);
        };
    try (TestReceiver receiver = new TestReceiver(tooMany)) {
      Attempt attempt = channel(receiver.url()).deliver(EVENT);

      assertThat(((Attempt.TryLater) attempt).after()).contains(Duration.ofSeconds(90));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "99999999999999", "Tue, 15 Nov"})
  void retryAfterThatIsNeitherIsIgnored(String value) {
    TestReceiver.Answer tooMany =
        (request, exchange) -> {
          exchange.getResponseHeaders().set("Retry-After", value);
          exchange.sendResponseHeaders(503, -1);
        };
    try (TestReceiver receiver = new TestReceiver(tooMany)) {
      assertThat(((Attempt.TryLater) channel(receiver.url()).deliver(EVENT)).after()).isEmpty();
    }
  }

  @Test
  void receiverThatHangsIsLeftAfterTheTimeLimit() {
    CountDownLatch never = new CountDownLatch(1);
    TestReceiver.Answer hang =
        (request, exchange) -> {
          try {
            never.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    try (TestReceiver receiver = new TestReceiver(hang)) {
      long start = System.nanoTime();

      Attempt attempt = channel(receiver.url(), Duration.ofMillis(300)).deliver(EVENT);

      assertThat(((Attempt.TryLater) attempt).reason()).contains("300 ms");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void answerWithoutEndIsLeftAfterTheTimeLimit() {
    TestReceiver.Answer endless =
        (request, exchange) -> {
          exchange.sendResponseHeaders(500, 0);
          while (true) {
            exchange.getResponseBody().write("more and more\n".repeat(1000).getBytes(UTF_8));
            exchange.getResponseBody().flush();
          }
        };
    try (TestReceiver receiver = new TestReceiver(endless)) {
      Attempt attempt = channel(receiver.url(), Duration.ofMillis(500)).deliver(EVENT);

      assertThat(attempt).isInstanceOf(Attempt.TryLater.class);
    }
  }

  @Test
  void receiverThatIsNotThereIsTriedLater() throws Exception {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    Attempt attempt = channel(nobody).deliver(EVENT);

    assertThat(((Attempt.TryLater) attempt).reason()).contains("cannot be reached");
  }

  private static WebhookChannel channel(URI url) {
    return channel(url, Duration.ofSeconds(5));
  }

  private static WebhookChannel channel(URI url, Duration timeout) {
    return new WebhookChannel("hook", url, Map.of(), timeout, NOON);
  }
}
