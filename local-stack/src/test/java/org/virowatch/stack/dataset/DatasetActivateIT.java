package org.virowatch.stack.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.ingest.submit.SubmissionProducer;
import org.virowatch.schemas.Submission;
import org.virowatch.stack.SimulatedUpload;
import org.virowatch.stack.Virowatch;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackConfigFile;
import org.virowatch.stack.flink.StreamJob;
import org.virowatch.stack.query.FrequencyComparison;
import org.virowatch.stack.query.Recomputation;
import org.virowatch.stack.query.StreamedFrequencies;
import org.virowatch.stack.supervisor.LocalStack;

/**
 * A real stack is moved to a newer version of its dataset and back, while the command, a
 * TaskManager and the whole stack are killed or stopped, and genomes go on coming in: readers see
 * the old calls or the new ones and never both, and what they see in the end is the batch
 * recomputation.
 */
class DatasetActivateIT {
  private static final int GENOMES = Integer.getInteger("virowatch.activate.genomes", 300);
  private static final String BUILT_IN = "/org/virowatch/genomics/datasets/sars-cov-2/";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private LocalStack stack = LocalStack.at(Path.of("unused"));

  @AfterEach
  void leaveNothing() {
    stack.killAll();
  }

  @Test
  void readersSeeTheOldCallsOrTheNewOnesAndNeverBothWhateverIsKilled() throws Exception {
    ReferenceDataset newer = ReferenceDatasets.builtIn();
    Path olderFolder = olderDataset();
    ReferenceDataset older = ReferenceDatasets.load(olderFolder);
    List<Submission> upload = SimulatedUpload.of(newer, GENOMES, 7, folder);
    List<Submission> first = upload.subList(0, upload.size() * 2 / 3);
    Recomputation underOlder = batch(first, older);
    Recomputation underNewer = batch(first, newer);
    assertThat(FrequencyComparison.of(underNewer.cells(), underOlder.cells()).agrees())
        .as("the versions must give different frequencies")
        .isFalse();
    stack = start(olderFolder);
    send(first);
    awaitCells(underOlder);

    theCommandIsKilledAndTheStackStoppedBeforeAnythingIsInForce(underOlder);
    activatedAgainItGoesOnThoughATaskManagerDies(underOlder, underNewer);
    activatedOnceMoreItDoesNothing();
    genomesThatComeMeanwhileAreCalledWithTheVersionThatIsActivated(olderFolder, upload, older);
    countedAnewFromTheTopicWhichHoldsThreeGenerations(batch(upload, older));
  }

  private void theCommandIsKilledAndTheStackStoppedBeforeAnythingIsInForce(Recomputation underOlder)
      throws Exception {
    Process command = command("dataset", "activate", ReferenceDatasets.BUILT_IN);
    await("the move begins")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> ActivationNote.in(folder.resolve("data")).isPresent());
    command.destroyForcibly().waitFor();
    assertThat(status()).contains("was interrupted", "dataset activate sars-cov-2");
    assertThat(sees(underOlder, underOlder)).isEqualTo("older");
    restart();
  }

  private void activatedAgainItGoesOnThoughATaskManagerDies(
      Recomputation underOlder, Recomputation underNewer) throws Exception {
    StringWriter said = new StringWriter();
    CompletableFuture<Integer> activation =
        CompletableFuture.supplyAsync(() -> activate(ReferenceDatasets.BUILT_IN, said));
    List<String> seen = new ArrayList<>();
    boolean killed = false;
    while (!activation.isDone()) {
      seen.add(sees(underOlder, underNewer));
      if (!killed && said.toString().contains("genomes moved")) {
        stack.kill("taskmanager");
        killed = true;
      }
    }
    assertThat(activation.get()).as(said.toString()).isZero();
    assertThat(said.toString()).contains("0 could not be moved", "is in force");
    assertThat(sees(underOlder, underNewer)).isEqualTo("newer");
    assertThat(seen).as(said.toString()).isSubsetOf("older", "newer");
    assertThat(seen).isSortedAccordingTo(Comparator.reverseOrder());
    awaitCells(underNewer);
    assertThat(status()).doesNotContain("activation of");
  }

  private void activatedOnceMoreItDoesNothing() {
    StringWriter again = new StringWriter();
    assertThat(activate(ReferenceDatasets.BUILT_IN, again)).isZero();
    assertThat(again.toString()).contains("is active already");
  }

  private void genomesThatComeMeanwhileAreCalledWithTheVersionThatIsActivated(
      Path olderFolder, List<Submission> upload, ReferenceDataset older) throws Exception {
    StringWriter said = new StringWriter();
    CompletableFuture<Integer> activation =
        CompletableFuture.supplyAsync(() -> activate(olderFolder.toString(), said));
    send(upload.subList(upload.size() * 2 / 3, upload.size()));
    assertThat(activation.get()).as(said.toString()).isZero();
    awaitCells(batch(upload, older));
  }

  private void countedAnewFromTheTopicWhichHoldsThreeGenerations(Recomputation underOlder) {
    stack.stop(PATIENCE, System.out::println);
    assertThat(stack.setStateAside(StreamJob.SURVEILLANCE)).isPresent();
    restart();
    awaitCells(underOlder);
  }

  private void restart() {
    stack.stop(PATIENCE, System.out::println);
    stack =
        LocalStack.start(
            StackConfigFile.read(folder.resolve("data")).orElseThrow(), System.out::println);
  }

  private String sees(Recomputation underOlder, Recomputation underNewer) {
    var cells =
        StreamedFrequencies.read(stack.deployment().bootstrapServers(), cell -> true).cells();
    if (cells.equals(underOlder.cells())) {
      return "older";
    }
    return cells.equals(underNewer.cells())
        ? "newer"
        : "neither: " + FrequencyComparison.of(cells, underOlder.cells()).summary(5);
  }

  private LocalStack start(Path dataset) {
    return LocalStack.start(
        StackConfig.in(folder.resolve("data"))
            .anyFreePorts()
            .datasets(List.of(dataset.toString()))
            .idle(Duration.ofSeconds(1))
            .build(),
        System.out::println);
  }

  private Process command(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Virowatch.class.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data-dir", folder.resolve("data").toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("command.log").toFile())
        .start();
  }

  private String status() {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    Virowatch.commandLine()
        .setOut(out)
        .setErr(out)
        .execute("status", "--data-dir", folder.resolve("data").toString());
    return said.toString();
  }

  private int activate(String location, StringWriter said) {
    PrintWriter out = new PrintWriter(said);
    return Virowatch.commandLine()
        .setOut(out)
        .setErr(out)
        .execute("dataset", "activate", location, "--data-dir", folder.resolve("data").toString());
  }

  private void awaitCells(Recomputation batch) {
    String brokers = stack.deployment().bootstrapServers();
    await("the stream's cells equal the batch's")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              var comparison =
                  FrequencyComparison.of(
                      StreamedFrequencies.read(brokers, cell -> true).cells(), batch.cells());
              assertThat(comparison.agrees()).as(comparison.summary(10)).isTrue();
            });
  }

  private static Recomputation batch(List<Submission> upload, ReferenceDataset dataset) {
    return Recomputation.of(upload.iterator(), List.of(dataset), 2);
  }

  /** The built-in dataset before its youngest lineages were designated. */
  private Path olderDataset() throws IOException {
    Path older = Files.createDirectories(folder.resolve("older"));
    for (String file : List.of("reference.fasta", "genome_annotation.gff3")) {
      Files.writeString(older.resolve(file), builtIn(file));
    }
    Files.writeString(
        older.resolve("pathogen.json"),
        builtIn("pathogen.json").replaceFirst("\"tag\": \"[^\"]*\"", "\"tag\": \"older\""));
    List<String> rows = builtIn("lineages.tsv").lines().toList();
    Set<String> parents =
        rows.stream().map(row -> row.split("\t", -1)[1]).collect(Collectors.toSet());
    Set<String> kept = new HashSet<>(parents);
    Files.write(
        older.resolve("lineages.tsv"),
        rows.stream()
            .filter(row -> row.startsWith("lineage\t") || kept.contains(row.split("\t", -1)[0]))
            .toList());
    return older;
  }

  private static String builtIn(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DatasetActivateIT.class.getResourceAsStream(BUILT_IN + file))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private void send(List<Submission> submissions) {
    try (SubmissionProducer producer =
        SubmissionProducer.connect(stack.deployment().bootstrapServers())) {
      for (Submission submission : submissions) {
        producer.send(submission);
        if (producer.isDue()) {
          producer.commit();
        }
      }
      producer.commit();
    }
  }
}
