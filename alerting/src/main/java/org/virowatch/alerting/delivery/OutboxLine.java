package org.virowatch.alerting.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import org.virowatch.alerting.channel.AlertKey;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.wire.WireCodec;

/**
 * One line of an outbox file: a CRC-32 in hexadecimal, a blank and the entry, so that a line torn
 * by a crash is told from a whole one.
 */
sealed interface OutboxLine {
  /** An event was accepted: {@code accept <epoch milliseconds> <event in Base64>}. */
  record Accepted(PendingDelivery delivery) implements OutboxLine {}

  /** An event needs no further attempt: {@code settle <key>}. */
  record Settled(AlertKey key) implements OutboxLine {}

  /** Returns the line without its line break. */
  default String format(WireCodec<AlertEvent> codec) {
    String entry;
    if (this instanceof Accepted accepted) {
      entry =
          "accept "
              + accepted.delivery().acceptedAt().toEpochMilli()
              + " "
              + Base64.getEncoder().encodeToString(codec.encode(accepted.delivery().event()));
    } else {
      entry = "settle " + ((Settled) this).key();
    }
    return checksum(entry) + " " + entry;
  }

  /** Reads a line; nothing when it is torn or damaged. */
  static Optional<OutboxLine> parse(String line, WireCodec<AlertEvent> codec) {
    int blank = line.indexOf(' ');
    if (blank < 0 || !checksum(line.substring(blank + 1)).equals(line.substring(0, blank))) {
      return Optional.empty();
    }
    String[] words = line.substring(blank + 1).split(" ", 3);
    if (words[0].equals("settle")) {
      return Optional.of(new Settled(AlertKey.parse(words[1])));
    }
    AlertEvent event = codec.decode(Base64.getDecoder().decode(words[2].getBytes(US_ASCII)));
    return Optional.of(
        new Accepted(
            new PendingDelivery(
                AlertKey.of(event), event, Instant.ofEpochMilli(Long.parseLong(words[1])))));
  }

  private static String checksum(String entry) {
    CRC32 crc = new CRC32();
    crc.update(entry.getBytes(UTF_8));
    return String.format("%08x", crc.getValue());
  }
}
