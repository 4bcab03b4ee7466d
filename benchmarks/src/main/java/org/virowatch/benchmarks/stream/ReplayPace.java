package org.virowatch.benchmarks.stream;

import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Option;

/**
 * How event time passes where a history is replayed at full speed: how many genomes an hour of it
 * holds, and how often rules are decided in it.
 */
final class ReplayPace {
  private static final double YEARLY_MILLION_PER_HOUR = 1_000_000.0 / (365.25 * 24);

  @Option(
      names = "--genomes-per-hour",
      paramLabel = "N",
      description = "How fast submission times advance (default: 114, a million a year).")
  private double genomesPerHour = YEARLY_MILLION_PER_HOUR;

  @Option(
      names = "--tick",
      paramLabel = "ISO8601",
      defaultValue = "P1D",
      description =
          "Interval of event time at which alerts are decided: daily in a replay, as 'up --tick"
              + " P1D' does (default: ${DEFAULT-VALUE}).")
  private Duration tick = Duration.ofDays(1);

  boolean valid() {
    return genomesPerHour > 0 && tick.compareTo(Duration.ZERO) > 0;
  }

  double genomesPerHour() {
    return genomesPerHour;
  }

  Duration tick() {
    return tick;
  }

  /** Returns the submission time of the first of a number of genomes that end two hours ago. */
  Instant start(long genomes) {
    return Instant.now()
        .minusMillis((long) (genomes * 3_600_000.0 / genomesPerHour))
        .minus(Duration.ofHours(2));
  }
}
