package org.virowatch.alerting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.virowatch.alerting.channel.ConsoleChannel;
import org.virowatch.alerting.config.ChannelFilter;
import org.virowatch.alerting.config.ChannelSettings;
import org.virowatch.alerting.config.ChannelsFile;
import org.virowatch.alerting.config.InvalidChannelsException;
import org.virowatch.alerting.config.RetrySettings;
import org.virowatch.alerting.follow.AlertFollower;
import org.virowatch.schemas.wire.UndecodableRecordException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process that delivers alerts: reads its options and runs an {@link AlertPipeline}. */
@Command(
    name = "alerting-service",
    description = {
      "Follows the alerts topic and delivers each event to the console and to webhooks.",
      "Ends cleanly on SIGTERM; started again on the same folder, it goes on where it was.",
    },
    footer = {
      "",
      "Example:",
      "  alerting-service --bootstrap-servers 127.0.0.1:9092 --state-dir .virowatch/alerting \\",
      "      --webhook https://hooks.example.org/virowatch",
    },
    mixinStandardHelpOptions = true)
public final class AlertingService implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(AlertingService.class);

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka broker to read alerts from.")
  private String bootstrapServers = "";

  @Option(
      names = "--state-dir",
      required = true,
      paramLabel = "DIR",
      description = "Folder for outboxes, dead letters and status.json.")
  private Path stateDir = Path.of("");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Channels file (YAML); without it, alerts go to the console.")
  private @Nullable Path config;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "Further webhook that gets every alert; may be repeated.")
  private List<String> webhooks = new ArrayList<>();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      defaultValue = AlertFollower.GROUP,
      description = "Consumer group whose position is kept (default: ${DEFAULT-VALUE}).")
  private String group = AlertFollower.GROUP;

  /** Runs the service until the process is told to end. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new AlertingService()).execute(arguments));
  }

  @Override
  public Integer call() {
    try {
      AlertPipeline pipeline =
          new AlertPipeline(
              bootstrapServers,
              group,
              stateDir,
              channels(),
              new PrintStream(System.out, true, UTF_8),
              Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(pipeline::close, "alerting-shutdown"));
      pipeline.run();
      return 0;
    } catch (InvalidChannelsException | AlertingException e) {
      LOG.error("{}", e.getMessage());
      return 2;
    } catch (KafkaException | UncheckedIOException | UndecodableRecordException e) {
      LOG.error("alerting ends, nothing is lost, start it again: {}", e.getMessage(), e);
      return 1;
    }
  }

  /** Returns the channels of the options and the file, all faults of both reported together. */
  List<ChannelSettings> channels() {
    List<String> problems = new ArrayList<>();
    List<ChannelSettings> channels = new ArrayList<>();
    if (config == null) {
      channels.add(
          new ChannelSettings.Console(
              "console", ChannelFilter.EVERYTHING, ConsoleChannel.Format.TEXT));
    } else {
      try {
        channels.addAll(ChannelsFile.read(config, System.getenv()));
      } catch (InvalidChannelsException e) {
        problems.addAll(e.problems());
      }
    }
    for (String webhook : new LinkedHashSet<>(webhooks)) {
      try {
        channels.add(webhook(ChannelsFile.webhookUrl(webhook)));
      } catch (IllegalArgumentException e) {
        problems.add("--webhook: " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidChannelsException(
          config == null ? "the options" : config.toString(), problems);
    }
    return channels;
  }

  /** Named by its address, so that its outbox is found again whatever the order of options. */
  private static ChannelSettings webhook(URI url) {
    String name = "webhook-" + UUID.nameUUIDFromBytes(url.toString().getBytes(UTF_8));
    return new ChannelSettings.Webhook(
        name,
        ChannelFilter.EVERYTHING,
        url,
        Map.of(),
        ChannelSettings.Webhook.DEFAULT_TIMEOUT,
        RetrySettings.DEFAULT);
  }
}
