package org.virowatch.stack.query;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/** The batch answer over real calls against the built-in reference. Sequences are made up. */
class RecomputationTest {
  private static final ReferenceDataset DATASET = ReferenceDatasets.builtIn();

  private static final List<Submission> HISTORY =
      List.of(
          submission("A", 1, "GB", reference(241, 'T')),
          submission("B", 1, "GB", reference(241, 'T', 23403, 'G')),
          submission("A", 2, "FR", reference(23403, 'G')),
          submission("A", 1, "GB", reference(241, 'T')),
          submission("C", 1, "GB", reference(241, 'T')),
          submission("C", 2, "GB", null),
          submission(
              "D",
              1,
              "GB",
              "MFVFLVLLPLVSSQCVNLTTRTQLPPAYTNSFTRGVYYPDKVFRSSVLHST".getBytes(US_ASCII)));

  @Test
  void highestVersionOfEachAccessionCountsAndEveryRecordIsAccountedFor() {
    Recomputation result = Recomputation.of(HISTORY.iterator(), List.of(DATASET), 2);

    assertThat(result.submissions()).isEqualTo(7);
    assertThat(result.accepted()).isEqualTo(5);
    assertThat(result.duplicates()).isEqualTo(1);
    assertThat(result.rejected()).isEqualTo(1);
    assertThat(sum(result, "world", "genomes")).isEqualTo(2);
    assertThat(sum(result, "GB", "genomes")).isEqualTo(1);
    assertThat(sum(result, "FR", "genomes")).isEqualTo(1);
    assertThat(sum(result, "GB", "C241T")).isEqualTo(1);
    assertThat(sum(result, "world", "S:D614G")).isEqualTo(2);
    assertThat(sum(result, "world", "C241T")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void orderAndRepetitionChangeNothing(long seed) {
    List<Submission> shuffled = new ArrayList<>(HISTORY);
    shuffled.addAll(HISTORY.subList(1, 4));
    Collections.shuffle(shuffled, new Random(seed));

    Map<CellKey, CellCounts> cells =
        Recomputation.of(shuffled.iterator(), List.of(DATASET), 2).cells();

    FrequencyComparison comparison =
        FrequencyComparison.of(
            cells, Recomputation.of(HISTORY.iterator(), List.of(DATASET), 1).cells());
    assertThat(comparison.summary(20)).isEqualTo(comparison.cells() + " cells agree");
    assertThat(comparison.cells()).isGreaterThan(2);
  }

  @Test
  void otherContentUnderOneVersionIsAConflictAndTheFirstStays() {
    List<CalledGenome> known = new ArrayList<>();
    Recomputation result =
        Recomputation.of(
            List.of(
                    submission("A", 1, "GB", reference(241, 'T')),
                    submission("A", 1, "GB", reference(23403, 'G')))
                .iterator(),
            List.of(DATASET),
            2,
            known::add);

    assertThat(result.rejections()).isEqualTo(Map.of(RejectionCode.VERSION_CONFLICT, 1L));
    assertThat(sum(result, "GB", "C241T")).isEqualTo(1);
    assertThat(sum(result, "GB", "S:D614G")).isZero();
    assertThat(known).hasSize(1);
  }

  @Test
  void versionThatComesLateIsKnownToAlertsButDoesNotCount() {
    List<CalledGenome> known = new ArrayList<>();
    Recomputation result =
        Recomputation.of(
            List.of(
                    submission("A", 2, "GB", reference(23403, 'G')),
                    submission("A", 1, "GB", reference(241, 'T')))
                .iterator(),
            List.of(DATASET),
            2,
            known::add);

    assertThat(known).extracting(CalledGenome::getVersion).containsExactly(2, 1);
    assertThat(sum(result, "GB", "genomes")).isEqualTo(1);
    assertThat(sum(result, "GB", "C241T")).isZero();
  }

  private static long sum(Recomputation result, String region, String what) {
    return result.cells().entrySet().stream()
        .filter(cell -> cell.getKey().region().equals(region))
        .mapToLong(
            cell ->
                what.equals("genomes")
                    ? cell.getValue().genomes()
                    : cell.getValue().mutations().get(what))
        .sum();
  }

  /** Returns the reference with bases replaced: 1-based position, base, and so on. */
  private static byte[] reference(int... changes) {
    byte[] sequence = DATASET.reference();
    for (int i = 0; i < changes.length; i += 2) {
      sequence[changes[i] - 1] = (byte) changes[i + 1];
    }
    return sequence;
  }

  private static Submission submission(
      String accession, int version, String country, byte @Nullable [] sequence) {
    return Submission.newBuilder()
        .setAccession(accession)
        .setVersion(version)
        .setAction(sequence == null ? SubmissionAction.WITHDRAW : SubmissionAction.SUBMIT)
        .setDataset(DATASET.name())
        .setSequenceName(accession)
        .setSequence(sequence == null ? null : ByteBuffer.wrap(sequence))
        .setCollectionDate("2022-03-02")
        .setSubmittedAt(Instant.parse("2022-03-20T00:00:00Z"))
        .setCountry(country)
        .build();
  }
}
