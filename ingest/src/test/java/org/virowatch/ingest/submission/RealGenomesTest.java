package org.virowatch.ingest.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.virowatch.ingest.submission.SubmissionOutcome.Accepted;
import org.virowatch.ingest.submission.SubmissionOutcome.Refused;
import org.virowatch.schemas.Submission;

/** Real genomes with their real metadata, exactly as published. */
class RealGenomesTest {
  private static final Path GENOMES = Path.of("..", "..", "shared", "data", "genomes");
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  private final Map<String, Long> counts = new TreeMap<>();
  private final List<Submission> submissions = new ArrayList<>();
  private final Set<String> accessions = new HashSet<>();

  private void read(String name) {
    Path metadata = GENOMES.resolve(name + ".tsv");
    assumeTrue(Files.exists(metadata), metadata + " is not on this machine");
    SubmissionOptions options =
        SubmissionOptions.of(name).withClock(Clock.fixed(NOW, ZoneOffset.UTC));
    try (SubmissionReader reader =
        SubmissionReader.read(List.of(GENOMES.resolve(name + ".fasta.zst")), metadata, options)) {
      reader.forEachRemaining(this::count);
    }
  }

  private void count(SubmissionOutcome outcome) {
    if (outcome instanceof Accepted accepted) {
      Submission submission = accepted.submission();
      add("accepted");
      add(submission.getCollectionDate() == null ? "undated" : "dated");
      add(submission.getCountry() == null ? "no country" : "country");
      add(submission.getSubdivision() == null ? "no subdivision" : "subdivision");
      add(accepted.notes().isEmpty() ? "without notes" : "with notes");
      accessions.add(submission.getAccession());
      submissions.add(submission);
    } else if (outcome instanceof Refused refused) {
      add("refused " + refused.reason().code());
    }
  }

  private void add(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  @Test
  void all515SarsCov2GenomesAreAccountedFor() {
    read("sars-cov-2");
    assertThat(counts)
        .isEqualTo(
            Map.of(
                "accepted", 515L,
                "dated", 500L,
                "undated", 15L,
                "country", 515L,
                "subdivision", 454L,
                "no subdivision", 61L,
                "without notes", 515L));
    assertThat(accessions).hasSize(515);
    Submission argentine = submissions.get(0);
    assertThat(argentine.getAccession()).isEqualTo("OL989073");
    assertThat(argentine.getVersion()).isEqualTo(1);
    assertThat(argentine.getCountry()).isEqualTo("AR");
    assertThat(argentine.getSubmittedAt()).isEqualTo("2022-02-22T00:00:00Z");
    assertThat(argentine.getLab()).startsWith("Nanjing Municipal Center");
  }

  @Test
  void all9822RsvAGenomesAreAccountedFor() {
    read("rsv-a");
    assertThat(counts)
        .isEqualTo(
            Map.of(
                "accepted", 9822L,
                "dated", 9499L,
                "undated", 323L,
                "country", 9817L,
                "no country", 5L,
                "subdivision", 2656L,
                "no subdivision", 7166L, // 6,704 of them name none
                "with notes", 452L,
                "without notes", 9370L));
    assertThat(accessions).hasSize(9822);
    Submission american = submissions.get(0);
    assertThat(american.getAccession()).isEqualTo("LOC_000002W");
    assertThat(american.getSequenceName()).isEqualTo("OQ277219.1");
    assertThat(american.getSubdivision()).isEqualTo("US-SC");
    assertThat(american.getSubmittedAt()).isEqualTo("2023-03-05T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"sars-cov-2-2024-02.zip, 165", "flu-h3n2-ha.zip, 48", "rsv-a.zip, 32"})
  void theExamplesOfRealDatasetsAreAcceptedWithoutMetadata(
      String dataset, long sequences, @TempDir Path folder) throws IOException {
    Path zip = GENOMES.resolveSibling("datasets").resolve(dataset);
    assumeTrue(Files.exists(zip), zip + " is not on this machine");
    Path examples = folder.resolve("examples.fasta");
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      var entry = archive.stream().filter(e -> e.getName().endsWith("sequences.fasta")).findFirst();
      Files.copy(archive.getInputStream(entry.orElseThrow()), examples);
    }
    try (SubmissionReader reader =
        SubmissionReader.read(List.of(examples), null, SubmissionOptions.of("x"))) {
      reader.forEachRemaining(this::count);
    }
    assertThat(counts)
        .isEqualTo(
            Map.of(
                "accepted", sequences,
                "undated", sequences,
                "no country", sequences,
                "no subdivision", sequences,
                "without notes", sequences));
  }
}
