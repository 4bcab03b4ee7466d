package org.virowatch.alerting.follow;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.virowatch.alerting.delivery.ChannelStatus;

/** Keeps {@code status.json} in the service's folder current, for people and for health checks. */
public final class StatusFile {
  private static final Logger LOG = LoggerFactory.getLogger(StatusFile.class);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path file;

  /** Writes to {@code status.json} in the given folder. */
  public StatusFile(Path folder) {
    this.file = folder.resolve("status.json");
  }

  /**
   * What the file says.
   *
   * @param pid the service's process
   * @param startedAt when it started, ISO 8601
   * @param updatedAt when this was written; older than a minute means that the service hangs
   * @param eventsRead alert events read since the start
   * @param undecodableRecords records skipped because they are not alert events
   * @param channels each channel
   */
  @JsonPropertyOrder({
    "pid",
    "startedAt",
    "updatedAt",
    "eventsRead",
    "undecodableRecords",
    "channels"
  })
  public record Status(
      long pid,
      String startedAt,
      String updatedAt,
      long eventsRead,
      long undecodableRecords,
      List<ChannelStatus> channels) {}

  /** Replaces the file; a failure is logged, since deliveries matter more. */
  public void write(Status status) {
    try {
      Path fresh = file.resolveSibling("status.json.new");
      Files.writeString(
          fresh, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(status) + "\n");
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("{} cannot be written: {}", file, e.getMessage());
    }
  }
}
