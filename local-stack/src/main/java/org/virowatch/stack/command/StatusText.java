package org.virowatch.stack.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a {@link StackReport} as tables for a person. */
final class StatusText {
  private final Clock clock;

  StatusText(Clock clock) {
    this.clock = clock;
  }

  List<String> lines(StackReport report) {
    List<String> lines = new ArrayList<>();
    TextTable processes = new TextTable("PROCESS", "STATE", "PID", "UP", "RESTARTS", "ADDRESS");
    for (StackReport.ProcessRow row : report.processes()) {
      processes.row(
          row.name(),
          row.alive() ? "up" : "down",
          row.alive() ? Long.toString(row.pid()) : "-",
          age(row.since()),
          Integer.toString(row.restarts()),
          row.address());
    }
    lines.addAll(processes.lines());
    if (!report.jobs().isEmpty()) {
      TextTable jobs =
          new TextTable(
              "JOB",
              "STATE",
              "CHECKPOINTS",
              "LAST",
              "FAILED",
              "SLOW",
              "RESTORES",
              "RESUBMITTED",
              "ID");
      for (StackReport.JobRow row : report.jobs()) {
        jobs.row(
            row.name(),
            row.state(),
            Integer.toString(row.checkpoints()),
            row.lastCheckpoint() == null ? "-" : age(row.lastCheckpoint()) + " ago",
            Integer.toString(row.failedCheckpoints()),
            Integer.toString(row.slowCheckpoints()),
            Integer.toString(row.restores()),
            Integer.toString(row.resubmissions()),
            row.id());
      }
      lines.add("");
      lines.addAll(jobs.lines());
      report.jobs().stream()
          .filter(row -> !row.checkpointTrouble().isEmpty())
          .forEach(
              row -> lines.add("Last trouble of " + row.name() + ": " + row.checkpointTrouble()));
    }
    if (!report.topics().isEmpty()) {
      TextTable topics = new TextTable("TOPIC", "OFFSETS");
      report.topics().forEach((topic, count) -> topics.row(topic, grouped(count)));
      lines.add("");
      lines.addAll(topics.lines());
    }
    if (!report.lag().isEmpty()) {
      TextTable lag = new TextTable("READER", "TOPIC", "BEHIND");
      report
          .lag()
          .forEach(
              (group, byTopic) ->
                  byTopic.forEach((topic, count) -> lag.row(group, topic, grouped(count))));
      lines.add("");
      lines.addAll(lag.lines());
    }
    if (!report.activation().isEmpty()) {
      lines.add("");
      lines.add(report.activation());
    }
    lines.add("");
    if (report.healthy()) {
      lines.add("Everything is healthy.");
    } else {
      report.problems().forEach(problem -> lines.add("Problem: " + problem));
    }
    return lines;
  }

  private String age(@Nullable Instant since) {
    if (since == null) {
      return "-";
    }
    Duration age = Duration.between(since, clock.instant());
    if (age.isNegative()) {
      return "0s";
    }
    if (age.toDays() > 0) {
      return age.toDays() + "d" + age.toHoursPart() + "h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h" + age.toMinutesPart() + "m";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + "m" + age.toSecondsPart() + "s"
        : age.toSeconds() + "s";
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
