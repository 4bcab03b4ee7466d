package org.virowatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.ActivationPhase;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.frequency.PublishedFrequencies;
import org.virowatch.surveillance.rule.InvalidRulesException;
import org.virowatch.surveillance.rule.RuleDocuments;

/**
 * Datasets are activated in the middle of random histories, with a crash possible between any two
 * records. Before the record that says an activation is in force, readers see none of the moved
 * calls; from that record on they see all, although the job may not even have read it.
 */
@SuppressWarnings("try") // the path of each world is closed at its end
class ActivationUnderFailuresTest {
  private static final int WORLDS = Integer.getInteger("virowatch.activationWorlds", 30);
  private static final long SEED = Long.getLong("virowatch.activationSeed", 20250401);
  private static final Duration TICK = Duration.ofDays(1);

  /** So many ticks pass in a history that most of what is moved was known long before. */
  private static final Duration HOURLY = Duration.ofHours(1);

  private static final int HISTORIES = 12;

  /** Counts that do not fit together, such as more genomes of a lineage than genomes, fail. */
  private static List<AlertRule> rules() throws InvalidRulesException {
    return RuleDocuments.parse(
        """
        id: each
        kind: frequency
        subject: lineage:*
        threshold: 0.3
        minGenomes: 2
        """);
  }

  /** Genomes that arrive while an activation is under way. */
  private static final int DURING = 20;

  @Test
  void cellsMoveOverAtOneInstantWhateverCameBefore() throws Exception {
    Random random = new Random(SEED);
    int crashes = 0;
    int switches = 0;
    for (int world = 0; world < WORLDS; world++) {
      Retention retention = world % 2 == 0 ? Retention.FOREVER : Retention.parse("P28D");
      List<SpecificRecordBase> records = records(random, retention);
      String name = "world " + world + " of seed " + SEED;
      try (SurveillancePath path = new SurveillancePath(retention, rules(), HOURLY, random)) {
        Reader reader = new Reader(path, records, retention, name);
        path.run(records, reader);
        Instant late = Genomes.START.plus(Duration.ofDays(retention.isForever() ? 30 : 200));
        path.silenceUntil(late);
        assertThat(reader.cells(records.size()))
            .as(name)
            .isEqualTo(batch(records, records.size(), retention, late));
        if (!retention.isForever()) {
          path.assertNothingButUndatedIsLeft(name);
        }
        crashes += path.crashes();
        switches += reader.switches;
      }
    }
    assertThat(crashes).isGreaterThan(WORLDS);
    assertThat(switches).isGreaterThan(WORLDS);
  }

  /** Looks at the topic as the commands do, whenever an activation goes on. */
  private static final class Reader implements SurveillancePath.Listener {
    private final SurveillancePath path;
    private final List<SpecificRecordBase> records;
    private final Retention retention;
    private final String name;
    private int switches;
    private int furthest;

    Reader(
        SurveillancePath path, List<SpecificRecordBase> records, Retention retention, String name) {
      this.path = path;
      this.records = records;
      this.retention = retention;
      this.name = name;
    }

    @Override
    public void read(int count) throws Exception {
      if (count < furthest) {
        return; // again after a crash: the topic has what was published before it
      }
      furthest = count + 1;
      boolean stepIsNext =
          count < records.size() && records.get(count) instanceof DatasetActivation;
      boolean stepWasLast = count > 0 && records.get(count - 1) instanceof DatasetActivation;
      if (stepIsNext) {
        path.settle();
        assertStanding(count, "before " + records.get(count));
        if (((DatasetActivation) records.get(count)).getPhase() == ActivationPhase.ACTIVE) {
          // It is on its topic, and the job has not read it.
          assertStanding(count + 1, "at " + records.get(count));
          switches++;
        }
      } else if (stepWasLast) {
        assertStanding(count, "after " + records.get(count - 1));
      }
    }

    /** A retention ends genomes in between, at instants of event time; it is judged at the end. */
    private void assertStanding(int count, String when) {
      if (!retention.isForever()) {
        return;
      }
      assertThat(cells(count))
          .as(name + ", record " + count + ", " + when)
          .isEqualTo(batch(records, count, Retention.FOREVER, Instant.EPOCH));
    }

    Map<CellKey, CellCounts> cells(int count) {
      PublishedFrequencies published = new PublishedFrequencies();
      for (FrequencyUpdate record : path.topic()) {
        published.take(record);
      }
      Function<String, Instant> inForce = inForce(records, count);
      assertThat(published.isAhead(inForce)).as(name).isFalse();
      return published.cells(inForce);
    }
  }

  private static Function<String, Instant> inForce(List<SpecificRecordBase> records, int count) {
    Map<String, Instant> inForce = new HashMap<>();
    for (SpecificRecordBase record : records.subList(0, count)) {
      if (record instanceof DatasetActivation activation) {
        inForce.put(activation.getDataset(), activation.getInForce());
      }
    }
    return dataset -> inForce.getOrDefault(dataset, Instant.EPOCH);
  }

  /** Calls of datasets that are not in force are left out by the dataset's own activation. */
  private static Map<CellKey, CellCounts> batch(
      List<SpecificRecordBase> records, int count, Retention retention, Instant asOf) {
    Function<String, Instant> inForce = inForce(records, count);
    BatchRecomputation batch = new BatchRecomputation(retention);
    for (SpecificRecordBase record : records.subList(0, count)) {
      if (record instanceof CalledGenome genome
          && (genome.getMovedAt() == null
              || !genome.getMovedAt().isAfter(inForce.apply(genome.getDataset())))) {
        batch.add(genome);
      }
    }
    return retention.isForever() ? batch.cells() : batch.cells(asOf);
  }

  /** A random history with up to three activations of the same datasets, one after the other. */
  private static List<SpecificRecordBase> records(Random random, Retention retention) {
    List<CalledGenome> arrivals =
        new RandomWorld(random)
            .arrivals(HISTORIES).stream()
                .filter(genome -> !HistoriesUnderFailuresTest.isPast(genome, retention))
                .collect(
                    Collectors.toMap(
                        genome -> genome.getAccession() + "|" + genome.getVersion(),
                        genome -> genome,
                        (one, other) -> one,
                        LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    List<SpecificRecordBase> records = new ArrayList<>();
    int activations = 1 + random.nextInt(3);
    int done = 0;
    for (int number = 1; number <= activations; number++) {
      int begin = done + random.nextInt((arrivals.size() - done) / 2);
      records.addAll(called(arrivals.subList(done, begin), number - 1));
      addActivation(records, arrivals, begin, number, random);
      done = Math.min(arrivals.size(), begin + DURING);
    }
    records.addAll(called(arrivals.subList(done, arrivals.size()), activations));
    return records;
  }

  private static void addActivation(
      List<SpecificRecordBase> records,
      List<CalledGenome> arrivals,
      int begin,
      int number,
      Random random) {
    List<SpecificRecordBase> moved = new ArrayList<>();
    for (SpecificRecordBase record : List.copyOf(records)) {
      if (record instanceof CalledGenome genome
          && !genome.getDatasetVersion().equals("v" + number)
          && isNewest(genome, records)
          && random.nextInt(20) > 0) {
        moved.add(call(genome, number).setMovedAt(generation(number)).build());
      }
    }
    List<CalledGenome> meanwhile =
        called(arrivals.subList(begin, Math.min(arrivals.size(), begin + DURING)), number);
    List<SpecificRecordBase> during = new ArrayList<>(meanwhile);
    for (SpecificRecordBase move : moved) {
      during.add(random.nextInt(during.size() + 1), move);
      if (random.nextInt(10) == 0) {
        during.add(move); // an interrupted move that began again
      }
    }
    List<String> datasets = arrivals.stream().map(CalledGenome::getDataset).distinct().toList();
    int prepared = moved.isEmpty() ? 0 : lastMove(during) + 1;
    records.addAll(steps(datasets, number, ActivationPhase.MOVING));
    records.addAll(during.subList(0, prepared));
    records.addAll(steps(datasets, number, ActivationPhase.PREPARED));
    records.addAll(during.subList(prepared, during.size()));
    records.addAll(steps(datasets, number, ActivationPhase.ACTIVE));
  }

  private static int lastMove(List<SpecificRecordBase> during) {
    int last = -1;
    for (int i = 0; i < during.size(); i++) {
      if (((CalledGenome) during.get(i)).getMovedAt() != null) {
        last = i;
      }
    }
    return last;
  }

  /** Of several calls of one version the one moved last. */
  private static boolean isNewest(CalledGenome genome, List<SpecificRecordBase> records) {
    return records.stream()
        .filter(CalledGenome.class::isInstance)
        .map(CalledGenome.class::cast)
        .filter(
            other ->
                other.getAccession().equals(genome.getAccession())
                    && other.getVersion() == genome.getVersion())
        .noneMatch(
            other ->
                other.getMovedAt() != null
                    && (genome.getMovedAt() == null
                        || other.getMovedAt().isAfter(genome.getMovedAt())));
  }

  private static List<DatasetActivation> steps(
      List<String> datasets, int number, ActivationPhase phase) {
    return datasets.stream().map(dataset -> step(dataset, number, phase)).toList();
  }

  private static DatasetActivation step(String dataset, int number, ActivationPhase phase) {
    return new DatasetActivation(
        dataset,
        number,
        "v" + number,
        generation(number),
        phase,
        generation(phase == ActivationPhase.ACTIVE ? number : number - 1));
  }

  private static Instant generation(int number) {
    return Instant.ofEpochSecond(number);
  }

  private static List<CalledGenome> called(List<CalledGenome> genomes, int number) {
    return genomes.stream().map(genome -> call(genome, number).build()).toList();
  }

  /** The call of a genome under a version of its dataset: other lineages, here and there. */
  private static CalledGenome.Builder call(CalledGenome genome, int number) {
    CalledGenome.Builder call =
        CalledGenome.newBuilder(genome).setDatasetVersion("v" + number).setMovedAt(null);
    int draw = Math.floorMod((genome.getAccession() + number).hashCode(), 4);
    if (genome.getStatus() == GenomeStatus.CALLED && draw > 0) {
      call.setLineage("BA." + draw);
      if (draw == 3) {
        call.setSubstitutions(List.of("G22" + number + "T"));
      }
    }
    return call;
  }

  @Test
  void theCellsOfAnotherPathogenStayAsTheyAreToTheByte() throws Exception {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      List<CalledGenome> genomes = new ArrayList<>();
      for (CalledGenome genome : Genomes.history(random, 20, 2)) {
        genomes.add(genome);
        genomes.add(
            CalledGenome.newBuilder(genome)
                .setAccession("RSV-" + genome.getAccession())
                .setDataset("rsv-a")
                .build());
      }
      List<SpecificRecordBase> records = new ArrayList<>(genomes);
      records.add(step("rsv-a", 1, ActivationPhase.MOVING));
      int begin = records.size();
      for (CalledGenome genome : genomes) {
        if (genome.getDataset().equals("rsv-a")) {
          records.add(call(genome, 1).setMovedAt(generation(1)).build());
        }
      }
      records.add(step("rsv-a", 1, ActivationPhase.PREPARED));
      records.add(step("rsv-a", 1, ActivationPhase.ACTIVE));
      try (SurveillancePath path =
          new SurveillancePath(Retention.FOREVER, List.of(), TICK, new Random(seed))) {
        path.run(records.subList(0, begin), read -> {});
        path.settle();
        Map<String, ByteBuffer> corona = path.topicOf("sars-cov-2");
        Map<String, ByteBuffer> rsv = path.topicOf("rsv-a");
        assertThat(corona).hasSizeGreaterThan(10);
        path.continueWithoutCrashes(records.subList(begin, records.size()));
        path.settle();
        assertThat(path.topicOf("sars-cov-2")).as("seed " + seed).isEqualTo(corona);
        assertThat(path.topicOf("rsv-a")).as("seed " + seed).isNotEqualTo(rsv);
      }
    }
  }

  @Test
  void noTickSeesPartOfAMove() throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      List<SpecificRecordBase> records = new ArrayList<>();
      List<CalledGenome> genomes = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        genomes.add(Genomes.called("A" + i, 1).setLineage("BA.1").setSubmittedAt(hour(i)).build());
      }
      records.addAll(genomes);
      records.add(step("sars-cov-2", 1, ActivationPhase.MOVING));
      // Time goes on by days while genomes are moved one by one.
      for (int i = 0; i < 40; i++) {
        records.add(
            CalledGenome.newBuilder(genomes.get(i))
                .setLineage("BA.2")
                .setMovedAt(generation(1))
                .build());
        records.add(
            Genomes.called("B" + i, 1)
                .setLineage("BA.1")
                .setCollectionDate("2020-01-0" + (1 + i % 9))
                .setSubmittedAt(hour(48 + 6 * i))
                .build());
      }
      records.add(step("sars-cov-2", 1, ActivationPhase.PREPARED));
      records.add(step("sars-cov-2", 1, ActivationPhase.ACTIVE));
      try (SurveillancePath path =
          new SurveillancePath(Retention.FOREVER, rules(), TICK, new Random(seed))) {
        path.run(records, read -> {});
        path.silenceUntil(hour(24 * 15));
        List<AlertEvent> gb =
            path.alerts().stream().filter(event -> event.getRegion().equals("GB")).toList();
        Instant changed =
            gb.stream()
                .filter(event -> event.getSubject().equals("lineage:BA.2"))
                .map(AlertEvent::getAsOf)
                .findFirst()
                .orElseThrow();
        assertThat(gb)
            .filteredOn(event -> event.getSubject().equals("lineage:BA.1"))
            .extracting(AlertEvent::getState)
            .as("seed " + seed)
            .startsWith(AlertState.FIRING)
            .endsWith(AlertState.RESOLVED)
            .filteredOn(state -> state == AlertState.FIRING)
            .hasSize(1);
        assertThat(gb)
            .as("seed " + seed)
            .filteredOn(event -> event.getSubject().equals("lineage:BA.2"))
            .allMatch(event -> event.getEvidence().getCount() == 40);
        assertThat(gb)
            .as("seed " + seed)
            .filteredOn(event -> event.getState() == AlertState.RESOLVED)
            .extracting(AlertEvent::getAsOf)
            .containsOnly(changed);
      }
    }
  }

  private static Instant hour(int hours) {
    return Genomes.START.plus(Duration.ofHours(hours));
  }
}
