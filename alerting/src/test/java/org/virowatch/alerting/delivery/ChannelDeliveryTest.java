package org.virowatch.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.alerting.SampleAlerts;
import org.virowatch.alerting.TestReceiver;
import org.virowatch.alerting.channel.ConsoleChannel;
import org.virowatch.alerting.channel.WebhookChannel;
import org.virowatch.alerting.config.ChannelFilter;
import org.virowatch.alerting.config.RetrySettings;

/** Delivery to a real HTTP receiver that fails, hangs, asks for patience or refuses. */
class ChannelDeliveryTest {
  private static final RetrySettings QUICK =
      new RetrySettings(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(30));

  @TempDir Path folder;

  @Test
  void failedAttemptsAreRepeatedUntilTheReceiverTakesTheEvent() {
    AtomicInteger attempts = new AtomicInteger();
    TestReceiver.Answer thirdTime =
        (request, exchange) ->
            TestReceiver.status(attempts.incrementAndGet() < 3 ? 503 : 200, "")
                .to(request, exchange);
    try (TestReceiver receiver = new TestReceiver(thirdTime);
        ChannelDelivery delivery = webhook(receiver, QUICK)) {
      delivery.accept(List.of(SampleAlerts.event("a", 0)));

      await().until(() -> delivery.status().delivered() == 1);
      assertThat(keys(receiver)).containsExactly("a-0", "a-0", "a-0");
      assertThat(delivery.status().pending()).isZero();
      assertThat(delivery.status().failedAttempts()).isEqualTo(2);
    }
  }

  @Test
  void eventsOfOneAlertArriveInOrderAndDoNotHoldUpOtherAlerts() {
    AtomicInteger failures = new AtomicInteger();
    TestReceiver.Answer firstAlertFailsForAWhile =
        (request, exchange) -> {
          boolean fail =
              request.header("Idempotency-Key").equals("a-0") && failures.incrementAndGet() < 6;
          TestReceiver.status(fail ? 500 : 200, "").to(request, exchange);
        };
    try (TestReceiver receiver = new TestReceiver(firstAlertFailsForAWhile);
        ChannelDelivery delivery = webhook(receiver, QUICK)) {
      delivery.accept(
          List.of(
              SampleAlerts.event("a", 0), SampleAlerts.event("a", 1), SampleAlerts.event("b", 0)));
      delivery.accept(List.of(SampleAlerts.event("a", 2)));

      await().until(() -> delivery.status().delivered() == 4);
      List<String> keys = keys(receiver);
      assertThat(keys.stream().filter(key -> key.startsWith("a")).distinct())
          .containsExactly("a-0", "a-1", "a-2");
      assertThat(keys.indexOf("a-1")).isGreaterThan(keys.lastIndexOf("a-0"));
      assertThat(keys.indexOf("b-0")).isLessThan(keys.lastIndexOf("a-0"));
    }
  }

  @Test
  void pendingEventsAreDeliveredByTheNextRunAndNoneTwice() throws InterruptedException {
    Set<String> taken = ConcurrentHashMap.newKeySet();
    CountDownLatch inFlight = new CountDownLatch(1);
    TestReceiver.Answer takesTheFirstThenFails =
        (request, exchange) -> {
          boolean take = request.header("Idempotency-Key").equals("a-0");
          if (take) {
            taken.add("a-0");
          } else {
            inFlight.countDown();
          }
          TestReceiver.status(take ? 200 : 503, "").to(request, exchange);
        };
    try (TestReceiver receiver = new TestReceiver(takesTheFirstThenFails)) {
      try (ChannelDelivery before = webhook(receiver, QUICK)) {
        before.accept(
            List.of(
                SampleAlerts.event("a", 0),
                SampleAlerts.event("a", 1),
                SampleAlerts.event("a", 2),
                SampleAlerts.event("b", 0)));
        assertThat(inFlight.await(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> before.status().pending() == 3);
      }
      int attemptsBefore = receiver.received().size();
      receiver.answer(TestReceiver.status(200, ""));

      try (ChannelDelivery after = webhook(receiver, QUICK)) {
        // The position in the topic was not stored before the crash: everything is read again.
        after.accept(List.of(SampleAlerts.event("a", 0), SampleAlerts.event("b", 0)));

        await().until(() -> after.status().pending() == 0);
        assertThat(keys(receiver).subList(attemptsBefore, receiver.received().size()))
            .containsExactlyInAnyOrder("a-1", "a-2", "b-0")
            .containsSubsequence("a-1", "a-2");
      }
    }
  }

  @Test
  void refusedEventBecomesADeadLetterAtOnceAndTheNextOneGoesOut() throws IOException {
    TestReceiver.Answer refusesTheFirst =
        (request, exchange) ->
            TestReceiver.status(
                    request.header("Idempotency-Key").equals("a-0") ? 400 : 200, "no such field")
                .to(request, exchange);
    try (TestReceiver receiver = new TestReceiver(refusesTheFirst);
        ChannelDelivery delivery = webhook(receiver, QUICK)) {
      delivery.accept(List.of(SampleAlerts.event("a", 0), SampleAlerts.event("a", 1)));

      await().until(() -> delivery.status().delivered() == 1);
      assertThat(keys(receiver)).containsExactly("a-0", "a-1");
      assertThat(delivery.status().deadLetters()).isEqualTo(1);
      assertThat(Files.readString(folder.resolve("hook/dead-letters.jsonl")))
          .contains("\"idempotencyKey\":\"a-0\"")
          .contains("answered 400 (\\\"no such field\\\")")
          .contains("\"alert\":{\"format\":\"virowatch.alert/1\"");
    }
  }

  @Test
  void eventThatFailsForTooLongIsGivenUpAsADeadLetter() {
    RetrySettings impatient =
        new RetrySettings(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(400));
    try (TestReceiver receiver = new TestReceiver(TestReceiver.status(500, ""));
        ChannelDelivery delivery = webhook(receiver, impatient)) {
      delivery.accept(List.of(SampleAlerts.event("a", 0)));

      await().until(() -> delivery.status().deadLetters() == 1);
      assertThat(delivery.status().pending()).isZero();
      assertThat(receiver.received().size()).isBetween(4, 30);
    }
  }

  @Test
  void receiverThatAsksForPatienceIsLeftAloneForThatLong() {
    AtomicInteger attempts = new AtomicInteger();
    long[] at = new long[2];
    TestReceiver.Answer askForTwoSeconds =
        (request, exchange) -> {
          int attempt = attempts.getAndIncrement();
          at[attempt] = System.nanoTime();
          exchange.getResponseHeaders().set("Retry-After", "1");
          exchange.sendResponseHeaders(attempt == 0 ? 429 : 200, -1);
        };
    try (TestReceiver receiver = new TestReceiver(askForTwoSeconds);
        ChannelDelivery delivery = webhook(receiver, QUICK)) {
      delivery.accept(List.of(SampleAlerts.event("a", 0)));

      await().until(() -> delivery.status().delivered() == 1);
      assertThat(Duration.ofNanos(at[1] - at[0])).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void hangingWebhookHoldsUpNoOtherChannel() {
    CountDownLatch never = new CountDownLatch(1);
    TestReceiver.Answer hang =
        (request, exchange) -> {
          try {
            never.await(60, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try (TestReceiver receiver = new TestReceiver(hang);
        Dispatcher dispatcher =
            new Dispatcher(
                List.of(
                    webhook(receiver, QUICK),
                    new ChannelDelivery(
                        new ConsoleChannel("console", ConsoleChannel.Format.TEXT, out),
                        ChannelFilter.EVERYTHING,
                        QUICK,
                        folder.resolve("console"),
                        Clock.systemUTC())))) {
      for (int i = 0; i < 50; i++) {
        dispatcher.accept(List.of(SampleAlerts.event("alert-" + i, 0)));
      }

      await().until(() -> dispatcher.status().get(1).delivered() == 50);
      assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(50);
      assertThat(dispatcher.status().get(0).pending()).isEqualTo(50);
    }
  }

  @Test
  void eventOverdueAfterALongStandstillGetsAFewMoreAttempts() {
    Instant now = Instant.parse("2022-11-15T12:00:00Z");
    try (Outbox outbox = new Outbox(folder.resolve("hook/outbox.log"))) {
      outbox.accept(SampleAlerts.event("a", 0), now.minus(Duration.ofDays(9)));
    }
    try (TestReceiver receiver = new TestReceiver(TestReceiver.status(500, ""));
        ChannelDelivery delivery =
            new ChannelDelivery(
                channel(receiver),
                ChannelFilter.EVERYTHING,
                QUICK,
                folder.resolve("hook"),
                Clock.fixed(now, java.time.ZoneOffset.UTC))) {
      await().until(() -> delivery.status().deadLetters() == 1);
      assertThat(receiver.received()).hasSize(4);
    }
  }

  private ChannelDelivery webhook(TestReceiver receiver, RetrySettings retry) {
    return new ChannelDelivery(
        channel(receiver),
        ChannelFilter.EVERYTHING,
        retry,
        folder.resolve("hook"),
        Clock.systemUTC());
  }

  private static WebhookChannel channel(TestReceiver receiver) {
    return new WebhookChannel(
        "hook", receiver.url(), Map.of(), Duration.ofSeconds(10), Clock.systemUTC());
  }

  private static List<String> keys(TestReceiver receiver) {
    return receiver.received().stream().map(request -> request.header("Idempotency-Key")).toList();
  }
}
