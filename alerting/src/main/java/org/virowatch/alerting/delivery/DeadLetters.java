package org.virowatch.alerting.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.virowatch.alerting.channel.AlertDocument;

/**
 * The events a channel could not deliver, one JSON document a line with the reason, for a person to
 * look at and send by hand.
 */
public final class DeadLetters {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path file;

  /** Writes to the given file, which comes into being with the first letter. */
  public DeadLetters(Path file) {
    this.file = file;
  }

  /**
   * One line of the file.
   *
   * @param at when it was given up
   * @param channel the channel
   * @param idempotencyKey the event's identity
   * @param reason why it was given up
   * @param alert the document that could not be delivered
   */
  @JsonPropertyOrder({"at", "channel", "idempotencyKey", "reason", "alert"})
  record Letter(
      String at, String channel, String idempotencyKey, String reason, AlertDocument alert) {}

  /** Returns the file. */
  public Path file() {
    return file;
  }

  /** Adds an event. */
  public synchronized void add(
      Instant at, String channel, PendingDelivery delivery, String reason) {
    Letter letter =
        new Letter(
            at.toString(),
            channel,
            delivery.key().toString(),
            reason,
            AlertDocument.of(delivery.event()));
    try {
      Files.writeString(
          file,
          MAPPER.writeValueAsString(letter) + "\n",
          UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the dead letters " + file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
