package org.virowatch.stack.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.GenomeStatus;

/** What has come out of the stream so far. Safe for use by several threads. */
final class StreamTally {
  private static final int RECENT_GENOMES = 1500;
  private static final int RECENT_ALERTS = 6;

  private final Deque<Called> recent = new ArrayDeque<>();
  private final Deque<String> alertLines = new ArrayDeque<>();
  private long genomes;
  private long rejections;
  private long alerts;
  private @Nullable Instant firstGenome;
  private @Nullable Instant lastGenome;
  private @Nullable Instant firstAlert;
  private @Nullable Instant eventTime;

  private record Called(String region, String lineage) {}

  /**
   * A region's most frequent lineages among the genomes called last.
   *
   * @param region the country
   * @param genomes genomes of the region among them
   * @param lineages lineage and share (0 to 1), the most frequent first
   */
  record TopLineages(String region, int genomes, List<Share> lineages) {}

  /** A lineage's share, 0 to 1. */
  record Share(String lineage, double share) {}

  /**
   * The numbers at one moment.
   *
   * @param genomes versions called, withdrawals included
   * @param rejections versions rejected
   * @param alerts alerts that have fired
   * @param rate genomes a second between the first and the last
   * @param firstAlert when the first alert was read; null before
   * @param eventTime the latest submission time among the genomes; null before
   */
  record Snapshot(
      long genomes,
      long rejections,
      long alerts,
      double rate,
      @Nullable Instant firstAlert,
      @Nullable Instant eventTime) {}

  synchronized void genome(CalledGenome genome, Instant now) {
    genomes++;
    if (firstGenome == null) {
      firstGenome = now;
    }
    lastGenome = now;
    if (eventTime == null || eventTime.isBefore(genome.getSubmittedAt())) {
      eventTime = genome.getSubmittedAt();
    }
    if (genome.getStatus() == GenomeStatus.CALLED) {
      String country = genome.getCountry();
      String lineage = genome.getLineage();
      recent.addLast(
          new Called(country == null ? "ZZ" : country, lineage == null ? "unassigned" : lineage));
      if (recent.size() > RECENT_GENOMES) {
        recent.removeFirst();
      }
    }
  }

  synchronized void rejection() {
    rejections++;
  }

  /** Takes an alert event; returns its line if the alert has just fired. */
  synchronized Optional<String> alert(AlertEvent event, Instant now) {
    if (event.getState() != AlertState.FIRING) {
      return Optional.empty();
    }
    alerts++;
    if (firstAlert == null) {
      firstAlert = now;
    }
    String line = event.getOnset().toString().substring(0, 10) + "  " + event.getMessage();
    alertLines.addLast(line);
    if (alertLines.size() > RECENT_ALERTS) {
      alertLines.removeFirst();
    }
    return Optional.of(line);
  }

  synchronized Snapshot snapshot() {
    double seconds =
        firstGenome == null || lastGenome == null
            ? 0
            : Duration.between(firstGenome, lastGenome).toMillis() / 1000.0;
    return new Snapshot(
        genomes, rejections, alerts, seconds > 0 ? genomes / seconds : 0, firstAlert, eventTime);
  }

  synchronized List<String> recentAlerts() {
    return new ArrayList<>(alertLines);
  }

  /** Returns the regions with their most frequent lineages of late, regions in order. */
  synchronized List<TopLineages> topLineages(int most) {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (Called called : recent) {
      counts
          .computeIfAbsent(called.region(), region -> new TreeMap<>())
          .merge(called.lineage(), 1, Integer::sum);
    }
    List<TopLineages> regions = new ArrayList<>();
    counts.forEach(
        (region, lineages) -> {
          int total = lineages.values().stream().mapToInt(Integer::intValue).sum();
          List<Share> shares =
              lineages.entrySet().stream()
                  .map(entry -> new Share(entry.getKey(), (double) entry.getValue() / total))
                  .sorted(Comparator.comparingDouble(Share::share).reversed())
                  .limit(most)
                  .toList();
          regions.add(new TopLineages(region, total, shares));
        });
    return regions;
  }
}
