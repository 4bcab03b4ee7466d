package org.virowatch.stack.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.stack.config.AtomicFile;
import org.virowatch.stack.config.DataFolder;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.process.Installation;
import org.virowatch.stack.process.JavaCommand;
import org.virowatch.stack.process.ProcessSpec;

/**
 * The stack's Kafka broker: one process that is its own KRaft controller, reachable from this
 * machine only.
 */
public final class KafkaBroker {
  /** The process's name. */
  public static final String NAME = "kafka";

  /**
   * How long the broker keeps what jobs have prepared to commit. A stack may be left off for days
   * between a crash and the next start, and what was prepared in the last checkpoint must still be
   * there to be committed.
   */
  public static final Duration TRANSACTION_TIMEOUT = Duration.ofDays(14);

  private static final long FORMAT_SECONDS = 60;

  private final DataFolder folder;
  private final Installation installation;
  private final int port;
  private final int controllerPort;

  /** Describes a broker that listens on two ports of the loopback interface. */
  public KafkaBroker(DataFolder folder, Installation installation, int port, int controllerPort) {
    this.folder = folder;
    this.installation = installation;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  /** Returns the port that clients connect to. */
  public int port() {
    return port;
  }

  /** Returns the address that clients connect to. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /**
   * Writes the broker's settings, and lays out its folder the first time.
   *
   * @return how to start the broker
   * @throws StackException if the folder cannot be written, is of a later release, or Kafka refuses
   *     it
   */
  public ProcessSpec prepare() {
    Path settings = folder.conf().resolve("kafka.properties");
    StringBuilder text = new StringBuilder("# Written by 'virowatch up' at every start.\n");
    settings().forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    try {
      AtomicFile.write(settings, text.toString());
    } catch (IOException e) {
      throw new StackException("could not write " + settings + ": " + e.getMessage(), e);
    }
    BrokerRelease release = BrokerRelease.among(installation.brokerJars());
    if (Files.exists(logDir().resolve("meta.properties"))) {
      release.requireReadable(folder.kafka());
    } else {
      release.noteIn(folder.kafka()); // first, so that no folder is laid out and not noted
      format(settings);
    }
    return new JavaCommand(NAME, folder)
        .logging()
        .with("-Xms192m", "-Xmx256m", "-XX:+UseSerialGC")
        .with("-Djava.awt.headless=true")
        .running(
            installation.brokerClassPath(),
            "kafka.Kafka",
            List.of(settings.toString()),
            bootstrapServers());
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    // Backslashes and spaces at the ends are special in a properties file; paths rarely have them.
    settings.put("log.dirs", logDir().toString().replace("\\", "\\\\"));
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("message.max.bytes", Integer.toString(Topic.MAX_RECORD_BYTES));
    settings.put("replica.fetch.max.bytes", Integer.toString(Topic.MAX_RECORD_BYTES));
    settings.put("transaction.max.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()));
    // What an upload that was broken off leaves open holds back everybody behind it.
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    settings.put(
        "transactional.id.expiration.ms",
        Long.toString(TRANSACTION_TIMEOUT.plusDays(6).toMillis()));
    settings.put("offsets.retention.minutes", Long.toString(TimeUnit.DAYS.toMinutes(3650)));
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    settings.put("log.segment.bytes", Integer.toString(256 << 20));
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    return settings;
  }

  private Path logDir() {
    return folder.kafka().resolve("data");
  }

  private void format(Path settings) {
    ProcessSpec format =
        new JavaCommand("kafka-format", folder)
            .logging()
            .with("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
            .running(
                installation.brokerClassPath(),
                "kafka.tools.StorageTool",
                List.of("format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()),
                "");
    Process process = format.start();
    try {
      if (!process.waitFor(FORMAT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new StackException(
            "Kafka did not lay out its folder within " + FORMAT_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while Kafka laid out its folder", e);
    }
    if (process.exitValue() != 0) {
      throw new StackException(
          "Kafka refused to lay out " + logDir() + "; its reason is in " + format.output());
    }
  }
}
