package org.virowatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.RuleKind;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;

class SurveillanceJobTest {
  private static final Duration TICK = Duration.ofDays(1);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void cellsAndAlertsEqualTheBatchAnswerThoughTheJobFailsInTheMiddle() throws Exception {
    List<CalledGenome> history = Genomes.history(new Random(3), 400, 3);
    Collections.shuffle(history, new Random(4));
    List<AlertRule> rules = List.of(frequencyRule("fast", 0.2), frequencyRule("rare", 0.9));
    List<List<Incoming<CalledGenome>>> partitions = partitions(history, 3);
    partitions.get(1).add(50, new Incoming.Undecodable<>("k", "o", "r", "e"));
    var genomes = MemoryTopic.failingOnce(partitions, partitions.get(0).size() / 2);
    var frequencies = CollectingSink.atLeastOnce(FrequencyUpdate.class);
    var alerts = CollectingSink.exactlyOnce(AlertEvent.class);
    var rejections = CollectingSink.exactlyOnce(Rejection.class);

    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    JobSettings settings =
        JobSettings.defaults()
            .withTime(TICK, Duration.ofDays(30), Duration.ofSeconds(2))
            .withIntervals(Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(20));
    JobEnvironment.configure(env, settings);
    SurveillanceJob.define(
        env,
        settings,
        Map::of,
        new SurveillanceJob.Ends(
            genomes,
            MemoryTopic.of(
                List.of(rules.stream().<Incoming<AlertRule>>map(Incoming.Decoded::new).toList())),
            MemoryTopic.of(List.of(List.of())),
            MemoryTopic.of(List.of(List.of())),
            frequencies,
            CollectingSink.atLeastOnce(ForecastUpdate.class),
            alerts,
            rejections));
    JobClient job = env.executeAsync();

    List<AlertEvent> expected =
        AlertReplay.replay(
            history, rules, dataset -> LineageHierarchy.of(Map.of()), new Ticks(TICK));
    assertThat(expected).hasSizeGreaterThan(10);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(finalCells(frequencies.records()))
                  .isEqualTo(BatchRecomputation.cells(history));
              assertThat(alerts.values()).containsExactlyInAnyOrderElementsOf(expected);
            });
    job.cancel().get();
    assertThat(genomes.failed()).isTrue();
    assertRevisionsRise(frequencies.values());
    assertThat(rejections.values())
        .extracting(Rejection::getCode)
        .containsExactly(RejectionCode.UNDECODABLE);
  }

  private static List<List<Incoming<CalledGenome>>> partitions(
      List<CalledGenome> history, int count) {
    List<List<Incoming<CalledGenome>>> partitions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      partitions.add(new ArrayList<>());
    }
    for (CalledGenome genome : history) {
      partitions
          .get(Math.floorMod(genome.getAccession().hashCode(), count))
          .add(new Incoming.Decoded<>(genome));
    }
    return partitions;
  }

  private static AlertRule frequencyRule(String id, double threshold) {
    return AlertRule.newBuilder()
        .setId(id)
        .setRevision(1)
        .setKind(RuleKind.FREQUENCY)
        .setSubject("lineage:*")
        .setThreshold(threshold)
        .build();
  }

  private static Map<CellKey, CellCounts> finalCells(
      Collection<Outgoing<FrequencyUpdate>> published) {
    Map<String, FrequencyUpdate> newest = new HashMap<>();
    for (Outgoing<FrequencyUpdate> record : published) {
      newest.merge(
          record.key(),
          record.value(),
          (one, other) -> one.getRevision() > other.getRevision() ? one : other);
    }
    Map<CellKey, CellCounts> cells = new TreeMap<>();
    for (FrequencyUpdate cell : newest.values()) {
      CellCounts counts = CellCounts.of(cell);
      if (!counts.isZero()) {
        cells.put(
            new CellKey(cell.getDataset(), cell.getRegion(), cell.getPeriod(), cell.getLineage()),
            counts);
      }
    }
    return cells;
  }

  private static void assertRevisionsRise(List<FrequencyUpdate> published) {
    Map<CellKey, Long> last = new HashMap<>();
    for (FrequencyUpdate cell : published) {
      CellKey key =
          new CellKey(cell.getDataset(), cell.getRegion(), cell.getPeriod(), cell.getLineage());
      Long before = last.put(key, cell.getRevision());
      assertThat(before == null || before < cell.getRevision()).as(key.toString()).isTrue();
    }
  }
}
