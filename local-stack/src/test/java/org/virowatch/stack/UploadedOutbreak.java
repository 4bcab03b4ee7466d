package org.virowatch.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.stack.query.FrequencyComparison;
import org.virowatch.stack.query.Recomputation;
import org.virowatch.stack.query.StreamedForecasts;
import org.virowatch.stack.query.StreamedFrequencies;
import org.virowatch.stack.rules.DefaultRules;
import org.virowatch.surveillance.alert.Ticks;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.lineage.LineageHierarchy;
import org.virowatch.surveillance.replay.AlertReplay;
import org.virowatch.surveillance.replay.ForecastReplay;

/**
 * A simulated outbreak as it is uploaded, out of order and with duplicates, and what the batch
 * makes of it.
 *
 * @param upload the submissions in the order of the upload, read from a file one by one
 * @param batch the recomputation of all of them
 * @param alerts the alert events of a replay, by alert and sequence
 * @param forecasts what is expected at its end
 */
record UploadedOutbreak(
    List<Submission> upload,
    Recomputation batch,
    List<AlertEvent> alerts,
    List<ForecastUpdate> forecasts) {
  /** How far submission times go back in the upload. */
  static final int DISORDER_DAYS = 10;

  private static final String BAD_LAB = "SIM laboratory Cambridge";

  /** Before anything that lineages have lost or gained, so that it is the same site in each. */
  private static final int ARTEFACT_SITE = 1_000;

  private static final Comparator<AlertEvent> BY_ALERT =
      Comparator.comparing(AlertEvent::getAlertId).thenComparing(AlertEvent::getSequence);

  /** Simulates the upload of an outbreak of so many genomes. */
  static StoredSubmissions simulate(Path folder, int genomes, long seed) throws IOException {
    return outOfOrderWithDuplicates(
        SimulatedUpload.of(
            ReferenceDatasets.builtIn(), genomes, seed, folder, UploadedOutbreak::withArtefact),
        new Random(seed));
  }

  /**
   * Returns what the batch makes of an upload, and what rules decided at each tick; worked out
   * while the caller goes on.
   */
  static CompletableFuture<UploadedOutbreak> expected(StoredSubmissions upload, Duration tick) {
    return CompletableFuture.supplyAsync(() -> of(upload, tick));
  }

  private static UploadedOutbreak of(StoredSubmissions upload, Duration tick) {
    ReferenceDataset dataset = ReferenceDatasets.builtIn();
    List<CalledGenome> known = new ArrayList<>();
    Recomputation batch =
        Recomputation.of(
            upload.iterator(), List.of(dataset), 2, genome -> known.add(sharingNames(genome)));
    LineageHierarchy lineages = LineageHierarchy.of(dataset.lineageParents());
    CompletableFuture<List<ForecastUpdate>> forecasts =
        CompletableFuture.supplyAsync(
            () -> {
              ForecastReplay expected = new ForecastReplay();
              known.forEach(expected::add);
              return expected.until(
                  expected.lastSubmission(), new Ticks(tick), name -> lineages, Retention.FOREVER);
            });
    List<AlertEvent> alerts =
        AlertReplay.replay(
            known, DefaultRules.of(List.of(dataset)), name -> lineages, new Ticks(tick));
    return new UploadedOutbreak(upload, batch, sorted(alerts), forecasts.join());
  }

  /** One lab reads another base at one site, whatever the genome, as a bad primer makes it. */
  private static Submission withArtefact(Submission submission) {
    ByteBuffer sequence = submission.getSequence();
    if (sequence == null || !BAD_LAB.equals(submission.getLab())) {
      return submission;
    }
    byte[] bases = new byte[sequence.remaining()];
    sequence.duplicate().get(bases);
    if (bases.length > ARTEFACT_SITE) {
      bases[ARTEFACT_SITE - 1] = (byte) (bases[ARTEFACT_SITE - 1] == 'A' ? 'C' : 'A');
    }
    return Submission.newBuilder(submission).setSequence(ByteBuffer.wrap(bases)).build();
  }

  /** Fails unless the lab with the artefact was held, and alerts were decided without it. */
  void assertALabWasHeld() {
    assertThat(alerts)
        .filteredOn(event -> event.getKind() == RuleKind.QUALITY)
        .extracting(AlertEvent::getSubject)
        .containsOnly("submissions:" + BAD_LAB);
    assertThat(alerts).anyMatch(event -> event.getEvidence().getHeldOut() != null);
  }

  /** Waits until a stream has the batch's cells and, each once, the batch's alert events. */
  void awaitIn(String brokers, Duration cells, Duration events) {
    await("the stream's cells equal the batch's")
        .atMost(cells)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              var comparison = compareCells(brokers);
              assertThat(comparison.agrees()).as(comparison.summary(10)).isTrue();
            });
    await("every expected alert event, each once")
        .atMost(events)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(differences(streamedAlerts(brokers))).isEmpty());
  }

  /** Waits until a stream expects what the batch does of every region and week. */
  void awaitWeeksIn(String brokers, Duration patience) {
    assertThat(forecasts).hasSizeGreaterThan(2);
    await("the stream's weeks are as complete as the batch's")
        .atMost(patience)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(weeks(StreamedForecasts.read(brokers, any -> true).forecasts()))
                    .isEqualTo(weeks(forecasts)));
  }

  private static Map<String, List<Object>> weeks(Collection<ForecastUpdate> forecasts) {
    Map<String, List<Object>> weeks = new TreeMap<>();
    forecasts.forEach(
        forecast ->
            weeks.put(forecast.getRegion(), List.of(forecast.getAsOf(), forecast.getWeeks())));
    return weeks;
  }

  /** Returns how the cells of a stream differ from the batch's. */
  FrequencyComparison compareCells(String brokers) {
    return FrequencyComparison.of(
        StreamedFrequencies.read(brokers, cell -> true).cells(), batch.cells());
  }

  /** Returns a line for each event that is missing, or there once too often, or another. */
  List<String> differences(List<AlertEvent> streamed) {
    List<String> lines = new ArrayList<>();
    without(alerts, streamed).forEach(event -> lines.add("missing " + line(event)));
    without(streamed, alerts).forEach(event -> lines.add("unexpected " + line(event)));
    return lines;
  }

  private static List<AlertEvent> without(List<AlertEvent> events, List<AlertEvent> others) {
    List<AlertEvent> left = new ArrayList<>(events);
    others.forEach(left::remove);
    return left;
  }

  private static String line(AlertEvent event) {
    return event.getState() + " " + event.getAsOf() + " " + event.getMessage();
  }

  /** Returns the alert events of a stream, by alert and sequence. */
  static List<AlertEvent> streamedAlerts(String brokers) {
    WireCodec<AlertEvent> codec = WireCodec.of(AlertEvent.class);
    List<AlertEvent> events = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(brokers, Topic.ALERTS)) {
      reader.readToEnd(
          (key, value) -> {
            if (value != null) {
              events.add(codec.decode(value));
            }
          });
    }
    return sorted(events);
  }

  private static List<AlertEvent> sorted(List<AlertEvent> events) {
    return events.stream().sorted(BY_ALERT).toList();
  }

  /** Shuffles within windows of submission time, every tenth record there twice. */
  private static StoredSubmissions outOfOrderWithDuplicates(
      StoredSubmissions inOrder, Random random) {
    List<Integer> upload = new ArrayList<>();
    List<Integer> window = new ArrayList<>();
    long windowOfLast = Long.MIN_VALUE;
    for (int i = 0; i < inOrder.size(); i++) {
      LocalDate day = inOrder.get(i).getSubmittedAt().atZone(ZoneOffset.UTC).toLocalDate();
      long windowOfThis = day.toEpochDay() / DISORDER_DAYS;
      if (windowOfThis != windowOfLast) {
        Collections.shuffle(window, random);
        upload.addAll(window);
        window.clear();
        windowOfLast = windowOfThis;
      }
      window.add(i);
      if (random.nextInt(10) == 0) {
        window.add(i);
      }
    }
    Collections.shuffle(window, random);
    upload.addAll(window);
    return inOrder.inOrder(upload);
  }

  /** A name is one object however many genomes have it, so that all calls fit into memory. */
  private static CalledGenome sharingNames(CalledGenome genome) {
    genome.setSubstitutions(interned(genome.getSubstitutions()));
    genome.setAaSubstitutions(interned(genome.getAaSubstitutions()));
    genome.setAaDeletions(interned(genome.getAaDeletions()));
    return genome;
  }

  private static List<String> interned(List<String> names) {
    return names.stream().map(String::intern).toList();
  }
}
