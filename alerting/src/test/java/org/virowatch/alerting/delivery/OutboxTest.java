package org.virowatch.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.alerting.SampleAlerts;
import org.virowatch.alerting.channel.AlertKey;

class OutboxTest {
  private static final Instant NOW = Instant.parse("2022-11-15T12:00:00.123Z");

  @TempDir Path folder;

  @Test
  void whatIsPendingIsThereAfterReopeningInItsOrder() {
    try (Outbox outbox = new Outbox(file())) {
      outbox.accept(SampleAlerts.event("b", 0), NOW);
      outbox.accept(SampleAlerts.event("a", 0), NOW.plusSeconds(1));
      outbox.accept(SampleAlerts.event("a", 1), NOW.plusSeconds(2));
      outbox.settle(new AlertKey("a", 0));
    }

    try (Outbox outbox = new Outbox(file())) {
      assertThat(outbox.pending())
          .containsExactly(
              new PendingDelivery(new AlertKey("b", 0), SampleAlerts.event("b", 0), NOW),
              new PendingDelivery(
                  new AlertKey("a", 1), SampleAlerts.event("a", 1), NOW.plusSeconds(2)));
    }
  }

  @Test
  void repeatsAreRecognisedPendingOrSettledAlsoAfterReopening() {
    try (Outbox outbox = new Outbox(file())) {
      outbox.accept(SampleAlerts.event("a", 0), NOW);
      outbox.accept(SampleAlerts.event("b", 0), NOW);
      outbox.settle(new AlertKey("b", 0));
      assertThat(outbox.accept(SampleAlerts.event("a", 0), NOW)).isEmpty();
      assertThat(outbox.accept(SampleAlerts.event("b", 0), NOW)).isEmpty();
    }

    try (Outbox outbox = new Outbox(file())) {
      assertThat(outbox.accept(SampleAlerts.event("a", 0), NOW)).isEmpty();
      assertThat(outbox.accept(SampleAlerts.event("b", 0), NOW)).isEmpty();
      assertThat(outbox.accept(SampleAlerts.event("b", 1), NOW)).isPresent();
    }
  }

  /** A process killed without closing: everything forced is there, a torn last line is dropped. */
  @Test
  void crashInTheMiddleOfALineLosesOnlyThatLine() throws IOException {
    Outbox crashed = new Outbox(file());
    crashed.accept(SampleAlerts.event("a", 0), NOW);
    crashed.accept(SampleAlerts.event("b", 0), NOW);
    crashed.force();
    byte[] whole = Files.readAllBytes(file());
    crashed.close();
    Files.write(file(), Arrays.copyOf(whole, whole.length - 10));

    try (Outbox outbox = new Outbox(file())) {
      assertThat(outbox.pending())
          .extracting(PendingDelivery::key)
          .containsExactly(new AlertKey("a", 0));
      assertThat(outbox.accept(SampleAlerts.event("b", 0), NOW)).isPresent();
    }
    try (Outbox outbox = new Outbox(file())) {
      assertThat(outbox.size()).isEqualTo(2);
    }
  }

  @Test
  void damagedLineInTheMiddleIsSkipped() throws IOException {
    try (Outbox outbox = new Outbox(file())) {
      outbox.accept(SampleAlerts.event("a", 0), NOW);
    }
    Files.writeString(file(), "00000000 settle a-0\n\u00e9\n\n", StandardOpenOption.APPEND);

    try (Outbox outbox = new Outbox(file())) {
      assertThat(outbox.size()).isEqualTo(1);
    }
  }

  @Test
  void fileStaysSmallHoweverManyEventsPass() throws IOException {
    int longest = 0;
    try (Outbox outbox = new Outbox(file(), 10, 50)) {
      outbox.accept(SampleAlerts.event("waiting", 0), NOW);
      for (int i = 0; i < 1000; i++) {
        outbox.accept(SampleAlerts.event("a", i), NOW);
        outbox.settle(new AlertKey("a", i));
        longest = Math.max(longest, Files.readAllLines(file()).size());
      }
      assertThat(outbox.accept(SampleAlerts.event("a", 995), NOW)).isEmpty();
    }
    assertThat(longest).isBetween(50, 70);
    try (Outbox outbox = new Outbox(file())) {
      assertThat(outbox.pending())
          .extracting(PendingDelivery::key)
          .containsExactly(new AlertKey("waiting", 0));
      assertThat(outbox.accept(SampleAlerts.event("a", 995), NOW)).isEmpty();
    }
  }

  private Path file() {
    return folder.resolve("channel").resolve("outbox.log");
  }
}
