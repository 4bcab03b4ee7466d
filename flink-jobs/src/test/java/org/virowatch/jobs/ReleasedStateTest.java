package org.virowatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.jobs.calling.LoadedDatasets;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.Rejection;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.Submission;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;

/**
 * Both jobs go on from the savepoint of every state layout that was ever released, and end in the
 * batch answer. A release that changes the layout, the schemas of state, or the operators adds a
 * savepoint of its own, made by {@code -Dvirowatch.releasedState.write=NAME}.
 */
class ReleasedStateTest {
  private static final Path FOLDER = Path.of("src/test/resources/released-state");
  private static final String WRITE = "virowatch.releasedState.write";
  private static final Duration TICK = Duration.ofDays(1);
  private static final Duration BOUND = Duration.ofDays(3);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Map<Path, Surveillance> RESTORED = new HashMap<>();

  /** A TaskManager for each surveillance job, and one for all else. */
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(releases().size() + 1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  static List<Path> releases() {
    try (Stream<Path> layouts = Files.list(FOLDER)) {
      return layouts.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jobs of all releases wait side by side for event time to go on with the clock. */
  @BeforeAll
  static void restore() {
    Map<Path, CompletableFuture<Surveillance>> starting = new HashMap<>();
    for (Path release : releases()) {
      starting.put(release, CompletableFuture.supplyAsync(() -> restored(release)));
    }
    starting.forEach((release, job) -> RESTORED.put(release, job.join()));
  }

  private static Surveillance restored(Path release) {
    Surveillance job = new Surveillance(false, Duration.ofSeconds(2));
    try {
      job.start(savepoint(release.resolve("surveillance")));
    } catch (Exception e) {
      throw new IllegalStateException(release + " cannot be restored", e);
    }
    return job;
  }

  @ParameterizedTest
  @MethodSource("releases")
  void surveillanceGoesOnFromTheStateOfAnEarlierRelease(Path release) throws Exception {
    Surveillance job = Objects.requireNonNull(RESTORED.get(release));
    Set<String> before = Set.copyOf(Files.readAllLines(release.resolve("alerts-before.txt")));
    Map<CellKey, CellCounts> cells = BatchRecomputation.cells(ReleasedHistory.genomes());
    Set<String> events = names(replay(ReleasedHistory.genomes()));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Set<String> told = names(job.alerts.values());
              told.addAll(before);
              assertThat(told).isEqualTo(events);
              Map<CellKey, CellCounts> published = finalCells(job.frequencies.records());
              assertThat(published).isNotEmpty();
              published.forEach(
                  (key, counts) ->
                      assertThat(counts)
                          .as(key.toString())
                          .isEqualTo(cells.getOrDefault(key, new CellCounts())));
            });
    job.end();
    assertThat(before).isNotEmpty().isNotEqualTo(events);
    assertThat(changedAfterTheCut(cells))
        .isSubsetOf(finalCells(job.frequencies.records()).keySet());
  }

  @ParameterizedTest
  @MethodSource("releases")
  void callingGoesOnFromTheStateOfAnEarlierRelease(Path release) throws Exception {
    Calling job = new Calling(false);
    JobClient client = job.start(savepoint(release.resolve("variant-calling")));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(job.genomes.records())
                  .extracting(Outgoing::key)
                  .contains("A|superseded|2", "B", "C");
              assertThat(job.rejections.values())
                  .extracting(Rejection::getAccession, Rejection::getVersion, Rejection::getCode)
                  .containsExactly(tuple("A", 1, RejectionCode.VERSION_CONFLICT));
            });
    client.cancel().get();
    assertThat(job.genomes.values())
        .filteredOn(genome -> genome.getAccession().equals("B"))
        .extracting(CalledGenome::getVersion)
        .contains(2);
  }

  @Test
  @EnabledIfSystemProperty(named = WRITE, matches = "[a-z0-9-]+")
  void writesTheStateOfThisRelease() throws Exception {
    Path release = FOLDER.resolve(System.getProperty(WRITE));
    Files.createDirectories(release);
    List<CalledGenome> early =
        ReleasedHistory.genomes().stream()
            .filter(genome -> genome.getSubmittedAt().isBefore(ReleasedHistory.CUT))
            .toList();
    Instant decided = ReleasedHistory.CUT.minus(BOUND).minus(TICK);
    Set<String> expected =
        names(replay(early).stream().filter(event -> !event.getAsOf().isAfter(decided)).toList());
    Surveillance surveillance = new Surveillance(true, Duration.ofHours(1));
    JobClient client = surveillance.start(null);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Map<CellKey, CellCounts> cells = finalCells(surveillance.frequencies.records());
              cells.values().removeIf(CellCounts::isZero);
              assertThat(cells).isEqualTo(BatchRecomputation.cells(early));
              assertThat(names(surveillance.alerts.values())).containsAll(expected);
            });
    stop(client, release.resolve("surveillance"));
    Files.write(
        release.resolve("alerts-before.txt"),
        names(surveillance.alerts.values()).stream().sorted().toList());

    Calling calling = new Calling(true);
    client = calling.start(null);
    await().atMost(PATIENCE).until(() -> calling.genomes.records().size() == 3);
    stop(client, release.resolve("variant-calling"));
  }

  private static void stop(JobClient client, Path folder) throws Exception {
    Path parent = Files.createTempDirectory("released-state");
    String savepoint =
        client
            .stopWithSavepoint(false, parent.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(Path.of(URI.create(savepoint)))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  /** A savepoint is read where it lies and never claimed. */
  private static String savepoint(Path folder) {
    return folder.toAbsolutePath().toUri().toString();
  }

  private static StreamExecutionEnvironment environment(
      JobSettings settings, @Nullable String savepoint) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    JobEnvironment.configure(env, settings);
    if (savepoint != null) {
      Configuration configuration = new Configuration();
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
      env.configure(configuration);
    }
    return env;
  }

  private static JobSettings settings(Duration idle) {
    return JobSettings.defaults()
        .withTime(TICK, BOUND, idle)
        .withIntervals(Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(20));
  }

  /** The surveillance job over the early part of the history, or over all of it. */
  private static final class Surveillance {
    final CollectingSink<FrequencyUpdate> frequencies =
        CollectingSink.atLeastOnce(FrequencyUpdate.class);
    final CollectingSink<AlertEvent> alerts = CollectingSink.exactlyOnce(AlertEvent.class);
    private final boolean early;
    private final Duration idle;
    private @Nullable JobClient client;

    Surveillance(boolean early, Duration idle) {
      this.early = early;
      this.idle = idle;
    }

    JobClient start(@Nullable String savepoint) throws Exception {
      JobSettings settings = settings(idle);
      StreamExecutionEnvironment env = environment(settings, savepoint);
      List<Incoming<AlertRule>> rules = new ArrayList<>();
      ReleasedHistory.rules().forEach(rule -> rules.add(new Incoming.Decoded<>(rule)));
      SurveillanceJob.define(
          env,
          settings,
          Map::of,
          new SurveillanceJob.Ends(
              MemoryTopic.of(ReleasedHistory.partitions(early)),
              MemoryTopic.of(List.of(rules)),
              MemoryTopic.of(List.of(List.of())),
              MemoryTopic.of(List.of(List.of())),
              frequencies,
              CollectingSink.atLeastOnce(ForecastUpdate.class),
              alerts,
              CollectingSink.exactlyOnce(Rejection.class)));
      JobClient started = env.executeAsync();
      client = started;
      return started;
    }

    void end() throws Exception {
      if (client != null) {
        client.cancel().get();
      }
    }
  }

  /** The variant-calling job over the early submissions, or over all of them. */
  private static final class Calling {
    final CollectingSink<CalledGenome> genomes = CollectingSink.exactlyOnce(CalledGenome.class);
    final CollectingSink<Rejection> rejections = CollectingSink.exactlyOnce(Rejection.class);
    private final List<Incoming<Submission>> submissions = new ArrayList<>();

    Calling(boolean early) {
      ReleasedHistory.earlySubmissions().forEach(each -> submissions.add(decoded(each)));
      if (!early) {
        ReleasedHistory.lateSubmissions().forEach(each -> submissions.add(decoded(each)));
      }
    }

    private static Incoming<Submission> decoded(Submission submission) {
      return new Incoming.Decoded<>(submission);
    }

    JobClient start(@Nullable String savepoint) throws Exception {
      JobSettings settings = settings(Duration.ofSeconds(2));
      StreamExecutionEnvironment env = environment(settings, savepoint);
      VariantCallingJob.define(
          env,
          settings,
          MemoryTopic.of(List.of(submissions)),
          new LoadedDatasets(List.of(ReferenceDatasets.BUILT_IN), "unused"),
          genomes,
          rejections);
      return env.executeAsync();
    }
  }

  private static List<AlertEvent> replay(List<CalledGenome> history) {
    return AlertReplay.replay(
        history,
        ReleasedHistory.rules(),
        dataset -> LineageHierarchy.of(Map.of()),
        new Ticks(TICK));
  }

  private static Set<String> names(List<AlertEvent> events) {
    return events.stream()
        .map(event -> event.getAlertId() + " " + event.getSequence() + " " + event.getState())
        .collect(Collectors.toSet());
  }

  /** Cells that genomes after the savepoint touch; they must have been published again. */
  private static List<CellKey> changedAfterTheCut(Map<CellKey, CellCounts> cells) {
    Map<CellKey, CellCounts> early =
        BatchRecomputation.cells(
            ReleasedHistory.genomes().stream()
                .filter(genome -> genome.getSubmittedAt().isBefore(ReleasedHistory.CUT))
                .toList());
    return cells.keySet().stream()
        .filter(key -> !Objects.equals(cells.get(key), early.get(key)))
        .sorted()
        .toList();
  }

  private static Map<CellKey, CellCounts> finalCells(List<Outgoing<FrequencyUpdate>> published) {
    Map<CellKey, FrequencyUpdate> newest = new TreeMap<>();
    for (Outgoing<FrequencyUpdate> record : published) {
      FrequencyUpdate cell = record.value();
      newest.merge(
          new CellKey(cell.getDataset(), cell.getRegion(), cell.getPeriod(), cell.getLineage()),
          cell,
          (one, other) -> one.getRevision() > other.getRevision() ? one : other);
    }
    Map<CellKey, CellCounts> cells = new TreeMap<>();
    newest.forEach((key, cell) -> cells.put(key, CellCounts.of(cell)));
    return cells;
  }
}
