package org.virowatch.alerting.history;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.virowatch.alerting.config.NamePattern;
import org.virowatch.alerting.topic.BrokerException;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.deployment.DeploymentException;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.surveillance.region.RegionPattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch alerts}: what has fired, what is open, and what fires now. */
@Command(
    name = "alerts",
    description = {
      "Shows alerts: the current state of each, or with --events every change of state.",
    },
    footer = {
      "",
      "Examples:",
      "  virowatch alerts --open --region GB-*",
      "  virowatch alerts --rule resistance-* --format json",
      "  virowatch alerts --follow",
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
public final class AlertsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DeploymentOptions deployment;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "world, GB, GB-ENG, GB-*, */country or */subdivision.")
  private @Nullable String region;

  @Option(names = "--rule", paramLabel = "ID", description = "Rule id; * stands for anything.")
  private @Nullable String rule;

  @Option(names = "--dataset", paramLabel = "NAME", description = "Reference dataset.")
  private @Nullable String dataset;

  @Option(names = "--state", paramLabel = "STATE", description = "firing, updated or resolved.")
  private @Nullable AlertState state;

  @Option(names = "--open", description = "Leave out resolved alerts.")
  private boolean open;

  @Option(names = "--events", description = "Show every event, not only the newest of each alert.")
  private boolean events;

  @Option(
      names = "--follow",
      description = "Then go on and print each event as it comes, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description = "table, tsv or json, one document a line (default: table).")
  private AlertFormat format = AlertFormat.TABLE;

  private final WireCodec<AlertEvent> codec = WireCodec.of(AlertEvent.class);
  private final AlertHistory history = new AlertHistory();
  private long undecodable;

  @Override
  public Integer call() {
    AlertFilter filter = filter();
    PrintWriter out = spec.commandLine().getOut();
    try (TopicReader reader = TopicReader.open(deployment.bootstrapServers(), Topic.ALERTS)) {
      reader.readToEnd((key, value) -> decode(value).ifPresent(history::add));
      format.header(out);
      (events ? history.events() : history.current())
          .stream().filter(filter::shows).forEach(event -> format.print(event, out));
      out.flush();
      while (follow && !out.checkError()) {
        reader.poll((key, value) -> decode(value).ifPresent(event -> show(event, filter, out)));
      }
    } catch (BrokerException | DeploymentException e) {
      spec.commandLine().getErr().println("virowatch alerts: " + e.getMessage());
      return 1;
    } catch (KafkaException e) {
      spec.commandLine().getErr().println("virowatch alerts: the broker failed: " + e.getMessage());
      return 1;
    }
    if (undecodable > 0) {
      spec.commandLine()
          .getErr()
          .println("virowatch alerts: skipped " + undecodable + " record(s) that are not alerts");
    }
    return 0;
  }

  private void show(AlertEvent event, AlertFilter filter, PrintWriter out) {
    if (history.add(event) && filter.shows(event)) {
      format.print(event, out);
      out.flush();
    }
  }

  private AlertFilter filter() {
    try {
      return new AlertFilter(
          Optional.ofNullable(region).map(RegionPattern::new),
          Optional.ofNullable(rule).map(NamePattern::new),
          Optional.ofNullable(dataset),
          Optional.ofNullable(state),
          open);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--region: " + e.getMessage(), e);
    }
  }

  private Optional<AlertEvent> decode(byte @Nullable [] value) {
    try {
      if (value != null) {
        return Optional.of(codec.decode(value));
      }
    } catch (UndecodableRecordException e) {
      // Counted and reported at the end: one foreign record must not hide the alerts.
    }
    undecodable++;
    return Optional.empty();
  }
}
