package org.virowatch.stack.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Evidence;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.Severity;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.TrustedRecords;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.stack.Virowatch;
import org.virowatch.stack.kafka.RunningBroker;
import org.virowatch.surveillance.count.BatchRecomputation;

/** Alert delivery, and the commands that read and write topics, with a real broker. */
class AlertingBrokerIT {
  @TempDir static Path folder;
  private static @Nullable RunningBroker broker;

  @BeforeAll
  static void startTheBroker() {
    broker = new RunningBroker(folder.resolve("stack"));
  }

  @AfterAll
  static void stopTheBroker() {
    broker().close();
  }

  @Test
  void alertsArriveOnceAndInOrderAlthoughReceiverAndServiceFailInBetween() throws Exception {
    List<String> attempts = new CopyOnWriteArrayList<>();
    List<String> taken = new CopyOnWriteArrayList<>();
    int[] answer = {503};
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
          attempts.add(key);
          if (answer[0] == 200) {
            taken.add(key);
          }
          exchange.sendResponseHeaders(answer[0], -1);
          exchange.close();
        });
    receiver.start();
    URI webhook = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
    Path state = folder.resolve("alerting");
    try {
      broker().writeAlerts(events("before", 10, 3), true);
      broker().writeAlerts(events("aborted", 5, 1), false);
      RunningService first = new RunningService(broker().bootstrapServers(), state, webhook);
      await().atMost(Duration.ofSeconds(60)).until(() -> attempts.size() >= 5);
      first.kill();
      broker().writeAlerts(events("meanwhile", 10, 3), true);
      answer[0] = 200;

      RunningService second = new RunningService(broker().bootstrapServers(), state, webhook);
      await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() >= 60);
      second.end();

      RunningService third = new RunningService(broker().bootstrapServers(), state, webhook);
      broker().writeAlerts(events("after", 1, 1), true);
      await().atMost(Duration.ofSeconds(60)).until(() -> taken.contains("after-0-0"));
      third.end();
    } finally {
      receiver.stop(0);
    }
    List<String> expected = new ArrayList<>();
    for (int alert = 0; alert < 10; alert++) {
      for (String name : List.of("before-", "meanwhile-")) {
        String id = name + alert;
        assertThat(taken).containsSubsequence(id + "-0", id + "-1", id + "-2");
        expected.addAll(List.of(id + "-0", id + "-1", id + "-2"));
      }
    }
    expected.add("after-0-0");
    assertThat(taken).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(Files.readString(state.resolve("status.json"))).contains("\"pending\" : 0");
  }

  @Test
  void alertsCommandShowsTheNewestCommittedEventOfEachAlert() {
    broker().writeAlerts(events("shown", 2, 3), true);
    broker().writeAlerts(events("hidden", 2, 1), false);

    String printed = run(0, "alerts", "--rule", "rule-shown", "--format", "tsv");

    assertThat(
            printed.lines().skip(1).map(line -> line.replaceFirst("^(\\S+)\t(\\S+)\t.*", "$1 $2")))
        .containsExactly("shown-0 2", "shown-1 2");
    assertThat(run(0, "alerts", "--rule", "rule-hidden", "--format", "json")).isEmpty();
  }

  @Test
  void rulesRiseInRevisionWithEveryEditAndGoWhenRemoved() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rule.yaml"),
            """
            id: resistance
            kind: watchlist
            subject: watchlist:nirmatrelvir
            """);

    assertThat(run(0, "rules", "add", file.toString())).contains("stored resistance revision 1");
    assertThat(run(0, "rules", "pause", "resistance")).contains("revision 2");
    assertThat(run(0, "rules", "list")).contains("resistance").contains("paused");
    assertThat(run(0, "rules", "resume", "resistance")).contains("revision 3");
    String shown = run(0, "rules", "show", "resistance");
    assertThat(shown).contains("revision: 3").contains("ORF1a:");
    Files.writeString(file, shown);
    assertThat(run(0, "rules", "add", file.toString())).contains("stored resistance revision 4");
    assertThat(run(0, "rules", "remove", "resistance")).contains("removed resistance");
    assertThat(run(1, "rules", "show", "resistance")).contains("there is no rule 'resistance'");
  }

  @Test
  void frequenciesCommandShowsTheHighestRevisionWhateverCameLast() throws IOException {
    cell(20, 4, 1);
    cell(30, 7, 3);
    cell(10, 1, 1);
    Path output = folder.resolve("frequencies.tsv");

    run(0, "frequencies", "--region", "GB", "--lineage", "BA.2", "--output", output.toString());

    assertThat(Files.readString(output).replace('\t', '|'))
        .isEqualTo(
            """
            region|week|lineage|genomes|mutation|count|coverage|frequency|lower|upper
            GB|2022-W09|BA.2|7||7|7|1.000000|0.645670|1.000000
            GB|2022-W09|BA.2|7|C241T|3|7|0.428571|0.158220|0.749542
            """);
  }

  @Test
  void growthOfAStackIsThatOfItsGenomesAsOfADay() {
    WireCodec<CalledGenome> codec = WireCodec.of(CalledGenome.class);
    List<CalledGenome> genomes = new ArrayList<>();
    for (int week = 0; week < 6; week++) {
      for (int genome = 0; genome < 40; genome++) {
        // BA.2 has 2, 4, 8, 16, 32 and 40 of 40; genomes come two weeks after collection.
        boolean risen = genome < 2 << week;
        LocalDate collected = LocalDate.of(2022, 2, 3).plusWeeks(week);
        genomes.add(
            CalledGenome.newBuilder()
                .setAccession("growth-" + week + "-" + genome)
                .setVersion(1)
                .setStatus(GenomeStatus.CALLED)
                .setDataset("sars-cov-2")
                .setDatasetVersion("test")
                .setSequenceName("growth")
                .setContentDigest(ByteBuffer.wrap(new byte[] {1}))
                .setCollectionDate(collected.toString())
                .setSubmittedAt(collected.plusWeeks(2).atStartOfDay(ZoneOffset.UTC).toInstant())
                .setCountry("FR")
                .setLineage(risen ? "BA.2" : "BA.1")
                .setAlignmentStart(1)
                .setAlignmentEnd(29_903)
                .setSubstitutions(risen ? List.of("C241T") : List.of())
                .build());
      }
    }
    WireCodec<FrequencyUpdate> cells = WireCodec.of(FrequencyUpdate.class);
    genomes.forEach(
        genome -> broker().write(Topic.GENOMES, genome.getAccession(), codec.encode(genome)));
    BatchRecomputation.cells(genomes)
        .forEach(
            (key, counts) ->
                broker()
                    .write(
                        Topic.FREQUENCIES,
                        Keys.cell(key.dataset(), key.region(), key.period(), key.lineage()),
                        cells.encode(counts.toUpdate(key, 1, Instant.EPOCH))));

    List<String> live = growth("--region", "FR");
    List<String> mutations = growth("--region", "FR", "--mutations=C*");
    List<String> asOf = growth("--region", "FR", "--as-of", "2022-03-10");

    // region, subject, as_of, last_day, count, coverage, times
    assertThat(live.get(0)).startsWith("FR\tBA.2\t2022-03-13\t2022-03-10\t102\t240\t6\t");
    assertThat(live.get(1)).startsWith("FR\tBA.1\t2022-03-13\t2022-03-10\t138\t240\t6\t");
    assertThat(mutations).singleElement().asString().startsWith("FR\tC241T\t2022-03-13\t");
    // By then the genomes of the first four weeks had come.
    assertThat(asOf.get(0)).startsWith("FR\tBA.2\t2022-03-10\t2022-02-24\t30\t160\t4\t");
  }

  private static List<String> growth(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "growth",
                "--bootstrap-servers",
                broker().bootstrapServers(),
                "--data-dir",
                folder.resolve("none").toString(),
                "--format",
                "tsv"));
    arguments.addAll(List.of(options));
    StringWriter out = new StringWriter();
    int exit =
        Virowatch.commandLine()
            .setOut(new PrintWriter(out))
            .execute(arguments.toArray(String[]::new));
    assertThat(exit).isZero();
    return out.toString().lines().skip(1).toList();
  }

  private static void cell(long revision, long genomes, long mutated) {
    FrequencyUpdate update =
        FrequencyUpdate.newBuilder()
            .setDataset("sars-cov-2")
            .setRegion("GB")
            .setPeriod("2022-W09")
            .setLineage("BA.2")
            .setRevision(revision)
            .setGenomes(genomes)
            .setMutations(Map.of("C241T", mutated))
            .setUpdatedAt(Instant.EPOCH)
            .build();
    broker()
        .write(
            Topic.FREQUENCIES,
            Keys.cell("sars-cov-2", "GB", "2022-W09", "BA.2"),
            WireCodec.of(FrequencyUpdate.class).encode(update));
  }

  private static List<AlertEvent> events(String name, int alerts, int eventsOfEach) {
    List<AlertEvent> events = new ArrayList<>();
    for (int sequence = 0; sequence < eventsOfEach; sequence++) {
      for (int alert = 0; alert < alerts; alert++) {
        events.add(event(name + "-" + alert, "rule-" + name, sequence));
      }
    }
    return events;
  }

  private static AlertEvent event(String alertId, String rule, int sequence) {
    TrustedRecords.install();
    return AlertEvent.newBuilder()
        .setAlertId(alertId)
        .setSequence(sequence)
        .setState(sequence == 0 ? AlertState.FIRING : AlertState.UPDATED)
        .setRuleId(rule)
        .setRuleRevision(1)
        .setKind(RuleKind.EMERGENCE)
        .setSeverity(Severity.WARNING)
        .setDataset("sars-cov-2")
        .setSubject("lineage:BA.2")
        .setRegion("GB")
        .setOnset(Instant.EPOCH)
        .setAsOf(Instant.EPOCH)
        .setMessage("made up for a test")
        .setEvidence(
            Evidence.newBuilder()
                .setCount(1)
                .setCoverage(1)
                .setFrequency(1)
                .setLower(0.2)
                .setUpper(1)
                .setFirstWeek("2022-W09")
                .setLastWeek("2022-W09")
                .setLabs(1)
                .setCountBefore(0)
                .setTested(1)
                .build())
        .setSimulated(true)
        .build();
  }

  /** Runs a command against the broker and returns what it printed, errors included. */
  private static String run(int exitCode, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--data-dir",
            folder.resolve("none").toString(),
            "--bootstrap-servers",
            broker().bootstrapServers()));
    StringWriter printed = new StringWriter();
    int code =
        Virowatch.commandLine()
            .setOut(new PrintWriter(printed, true))
            .setErr(new PrintWriter(printed, true))
            .execute(all.toArray(String[]::new));
    assertThat(code).as(printed.toString()).isEqualTo(exitCode);
    return printed.toString();
  }

  private static RunningBroker broker() {
    return Objects.requireNonNull(broker);
  }
}
