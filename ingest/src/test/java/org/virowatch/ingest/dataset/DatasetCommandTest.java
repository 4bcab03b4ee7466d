package org.virowatch.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.virowatch.ingest.dataset.LocalDatasetServer.LATEST;
import static org.virowatch.ingest.dataset.LocalDatasetServer.OLDER;
import static org.virowatch.ingest.dataset.LocalDatasetServer.PATH;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.ingest.dataset.LocalDatasetServer.Fault;
import picocli.CommandLine;

class DatasetCommandTest {
  private static final String FILES = PATH + "/" + LATEST + "/";

  @TempDir private Path folder;

  private LocalDatasetServer server;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    server = new LocalDatasetServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDatasetIsFetchedAndThenFoundByItsNameAndItsShortcuts() throws IOException {
    assertThat(get("test_virus")).isZero();

    assertThat(out.toString()).contains("fetched " + PATH).contains("--dataset " + PATH);
    assertThat(version(LATEST)).isDirectoryContaining("glob:**/SHA256SUMS");
    for (String name : List.of(PATH, "test_virus", "test/virus")) {
      ReferenceDataset dataset = ReferenceDatasets.resolve(name, cache());
      assertThat(dataset.version()).isEqualTo(LATEST);
      assertThat(dataset.length()).isEqualTo(29_903);
    }
    assertNothingHalfDone();
  }

  @Test
  void aSecondGetUsesTheCache() {
    get(PATH);
    server.requests().clear();

    assertThat(get(PATH)).isZero();

    assertThat(server.requests()).containsExactly("index.json");
    assertThat(out.toString()).contains("is there already and sound");
  }

  @Test
  void aDamagedDatasetIsFetchedAgain() throws IOException {
    get(PATH);
    Path reference = version(LATEST).resolve("reference.fasta");
    Files.writeString(reference, ">other\nACGT\n");

    assertThat(get(PATH)).isZero();

    assertThat(out.toString()).contains("has changed since it was fetched: fetched again");
    assertThat(ReferenceDatasets.resolve(PATH, cache()).length()).isEqualTo(29_903);
    assertNothingHalfDone();
  }

  @Test
  void anyVersionCanBeFetchedAndTheNewestIsUsed() {
    assertThat(get(PATH, "--version-tag", OLDER)).isZero();
    assertThat(ReferenceDatasets.resolve(PATH, cache()).version()).isEqualTo(OLDER);

    assertThat(get(PATH)).isZero();
    assertThat(ReferenceDatasets.resolve(PATH, cache()).version()).isEqualTo(LATEST);
  }

  @Test
  void anUnknownVersionIsRefusedWithThoseThereAre() {
    assertThat(get(PATH, "--version-tag", "2020")).isEqualTo(1);

    assertThat(err.toString()).contains("no version '2020'").contains(LATEST).contains(OLDER);
  }

  @Test
  void anUnknownNameIsRefusedWithSuggestions() {
    assertThat(get("testvirus")).isEqualTo(1);

    assertThat(err.toString())
        .contains("has no dataset 'testvirus'; did you mean test_virus")
        .contains("shows all 2");
    assertThat(cache()).doesNotExist();
  }

  @Test
  void aServerThatIsDownIsAClearMessage() {
    server.close();

    assertThat(get(PATH)).isEqualTo(1);

    assertThat(err.toString()).contains("cannot be fetched").contains("--server");
    assertThat(cache()).doesNotExist();
  }

  @Test
  void anInterruptedDownloadLeavesNothingHalfDone() throws IOException {
    server.fail(FILES + "reference.fasta", Fault.TRUNCATED);
    assertThat(get(PATH)).isEqualTo(1);
    assertThat(err.toString()).contains("reference.fasta cannot be fetched");
    assertThat(version(LATEST)).doesNotExist();
    assertNothingHalfDone();

    server.heal();
    assertThat(get(PATH)).isZero();
    assertThat(ReferenceDatasets.resolve(PATH, cache()).length()).isEqualTo(29_903);
  }

  @Test
  void aFailedFetchKeepsWhatWasThere() throws IOException {
    get(PATH);
    Files.delete(version(LATEST).resolve("README.md"));
    server.fail(FILES + "pathogen.json", Fault.UNAVAILABLE);

    assertThat(get(PATH)).isEqualTo(1);

    assertThat(err.toString()).contains("answered with status 503");
    assertThat(ReferenceDatasets.resolve(PATH, cache()).version()).isEqualTo(LATEST);
    assertNothingHalfDone();
  }

  @Test
  void aPassingFaultOfTheServerIsRetried() {
    server.fail(FILES + "reference.fasta", Fault.UNAVAILABLE_ONCE);

    assertThat(get(PATH)).isZero();
  }

  @Test
  void compressedAnswersAreRead() {
    server.fail("index.json", Fault.GZIPPED);
    server.fail(FILES + "reference.fasta", Fault.GZIPPED);

    assertThat(get(PATH)).isZero();
    assertThat(ReferenceDatasets.resolve(PATH, cache()).length()).isEqualTo(29_903);
  }

  @Test
  void contentThatIsNoDatasetIsNotKept() throws IOException {
    server.put(
        FILES + "reference.fasta", "<html><body>Log in to the hospital network</body></html>");

    assertThat(get(PATH)).isEqualTo(1);

    assertThat(err.toString())
        .contains("is not a dataset that can be used")
        .contains("nothing was kept");
    assertThat(version(LATEST)).doesNotExist();
    assertNothingHalfDone();
  }

  @Test
  void aMissingFileMattersOnlyIfTheDatasetNeedsIt() {
    server.remove(FILES + "README.md");
    assertThat(get(PATH)).isZero();
    assertThat(out.toString()).contains("does not have README.md; not needed");

    server.remove(PATH + "/" + OLDER + "/genome_annotation.gff3");
    assertThat(get(PATH, "--version-tag", OLDER)).isEqualTo(1);
    assertThat(err.toString()).contains("has no file").contains("genome_annotation.gff3");
  }

  @Test
  void anIndexThatIsNoneIsAClearMessage() {
    server.put("index.json", "<html>");
    assertThat(get(PATH)).isEqualTo(1);
    assertThat(err.toString()).contains("is not JSON").contains("index.json");

    server.put("index.json", "{\"schemaVersion\": \"3.0.0\"}");
    assertThat(get(PATH)).isEqualTo(1);
    assertThat(err.toString()).contains("has no list of collections");

    server.put("index.json", "{\"schemaVersion\": \"4.0.0\", \"collections\": []}");
    assertThat(get(PATH)).isEqualTo(1);
    assertThat(err.toString()).contains("schema version '4.0.0'");
  }

  @Test
  void pathsThatLeaveTheCacheAreRefused() {
    server.put(
        "index.json",
        """
        {"schemaVersion": "3.0.0", "collections": [{"datasets": [
          {"path": "../../etc", "version": {"tag": "1"}}]}]}
        """);
    assertThat(get("../../etc")).isEqualTo(1);
    assertThat(err.toString()).contains("not safe to use as a path");
  }

  @Test
  void fileNamesThatLeaveTheCacheAreRefused() throws IOException {
    server.put(
        FILES + "pathogen.json",
        "{\"schemaVersion\": \"3.0.0\", \"files\": {\"reference\": \"../../x.fasta\"}}");
    assertThat(get(PATH)).isEqualTo(1);
    assertThat(err.toString()).contains("'../../x.fasta', which is not safe");
    assertNothingHalfDone();
  }

  @Test
  void addressesThatAreNoneAreRefused() {
    assertThat(run("dataset", "get", PATH, "--server", "file:///etc", "--cache", "x")).isEqualTo(1);
    assertThat(err.toString()).contains("is no server's address");
  }

  @Test
  void downloadsThatWereAbandonedAreRemoved() throws IOException {
    Path old = Files.createDirectories(cache().resolve(".partial-123"));
    Files.writeString(old.resolve("reference.fasta"), ">a");
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    get(PATH);

    assertNothingHalfDone();
  }

  @Test
  void theListShowsTheServersTheBuiltInAndTheFetched() {
    get(PATH);
    out = new StringWriter();

    assertThat(run("dataset", "list", "--server", server.address(), "--cache", cache().toString()))
        .isZero();

    assertThat(out.toString().lines())
        .anySatisfy(line -> assertThat(line).startsWith("sars-cov-2\t").endsWith("built-in"))
        .contains(
            PATH + "\ttest_virus test/virus\t" + LATEST + "\tTest virus\t" + LATEST,
            "test/rsv/a\trsv_a\t2025-01-01--00-00-00Z\tRSV-A\t");
  }

  @Test
  void theListCanBeSearchedAndWorksOffline() {
    get(PATH);
    out = new StringWriter();
    run("dataset", "list", "RSV", "--server", server.address(), "--cache", cache().toString());
    assertThat(out.toString()).contains("test/rsv/a").doesNotContain(PATH);

    server.close();
    assertThat(run("dataset", "list", "--server", server.address())).isEqualTo(1);
    assertThat(err.toString()).contains("--offline");
    out = new StringWriter();
    assertThat(run("dataset", "list", "--offline", "--cache", cache().toString())).isZero();
    assertThat(out.toString()).contains(PATH).doesNotContain("rsv");
  }

  private int get(String name, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "dataset",
                "get",
                name,
                "--server",
                server.address(),
                "--cache",
                cache().toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(new String[0]));
  }

  private int run(String... arguments) {
    CommandLine dataset = new CommandLine(new DatasetCommand());
    return dataset
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(List.of(arguments).subList(1, arguments.length).toArray(new String[0]));
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private Path version(String tag) {
    return cache().resolve(PATH).resolve(tag);
  }

  private void assertNothingHalfDone() throws IOException {
    try (Stream<Path> files = Files.list(cache())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".partial-"));
    }
  }
}
