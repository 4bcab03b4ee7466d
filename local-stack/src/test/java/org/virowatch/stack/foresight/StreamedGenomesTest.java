package org.virowatch.stack.foresight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.virowatch.stack.foresight.StoredGenomes.DATASET;
import static org.virowatch.stack.foresight.StoredGenomes.FIRST_DAY;
import static org.virowatch.stack.foresight.StoredGenomes.genome;
import static org.virowatch.stack.foresight.StoredGenomes.targeted;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.surveillance.count.BatchRecomputation;

class StreamedGenomesTest {
  private static final List<CalledGenome> GENOMES =
      List.of(
          genome("A", 1, FIRST_DAY, "BA.1").build(),
          targeted(genome("B", 1, FIRST_DAY, "BA.2").build()),
          // Known to be of an outbreak later on, or found not to be.
          genome("C", 1, FIRST_DAY, "BA.4").build(),
          targeted(genome("C", 2, FIRST_DAY.plusDays(5), "BA.4").build()),
          targeted(genome("D", 1, FIRST_DAY, "BA.5").build()),
          genome("D", 2, FIRST_DAY.plusDays(5), "BA.5").build(),
          genome("E", 1, FIRST_DAY, "BA.3").setDataset("mpox").build());

  private static StreamedGenomes counted(@Nullable LocalDate asOf, boolean targeted) {
    return counted(new StreamedCounts.Asked(null, asOf, targeted, true));
  }

  private static StreamedGenomes counted(StreamedCounts.Asked asked) {
    StreamedGenomes counted = new StreamedGenomes(DATASET, asked, null);
    WireCodec<CalledGenome> codec = WireCodec.of(CalledGenome.class);
    GENOMES.forEach(genome -> counted.take(codec.encode(genome)));
    counted.take(new byte[] {1, 2, 3});
    return counted;
  }

  /** Genomes of Britain by lineage. */
  private static Map<String, Long> lineages(StreamedGenomes counted) {
    Map<String, Long> lineages = new TreeMap<>();
    counted
        .cells()
        .forEach(
            (key, counts) -> {
              if (key.region().equals("GB")) {
                lineages.merge(key.lineage(), counts.genomes(), Long::sum);
              }
            });
    return lineages;
  }

  @Test
  void genomesOfTargetedSamplingAreLeftOutByWhatTheirNewestVersionSays() {
    StreamedGenomes counted = counted(null, false);

    assertThat(lineages(counted)).containsExactly(Map.entry("BA.1", 1L), Map.entry("BA.5", 1L));
    assertThat(counted.leftOut()).isEqualTo(2);
  }

  @Test
  void allOfThemAreWhatTheStreamCounts() {
    StreamedGenomes counted = counted(null, true);

    assertThat(counted.cells())
        .isEqualTo(BatchRecomputation.cells(GENOMES.subList(0, GENOMES.size() - 1)));
    assertThat(counted.leftOut()).isZero();
  }

  @Test
  void asOfADayWhatWasSaidByThen() {
    StreamedGenomes counted = counted(FIRST_DAY.plusDays(3), false);

    assertThat(lineages(counted)).containsExactly(Map.entry("BA.1", 1L), Map.entry("BA.4", 1L));
    assertThat(counted.leftOut()).isEqualTo(2);
  }

  @Test
  void withoutSitesTheSameGenomesCount() {
    StreamedGenomes counted = counted(new StreamedCounts.Asked(null, null, false, false));

    assertThat(lineages(counted)).isEqualTo(lineages(counted(null, false)));
    assertThat(counted.cells().values()).allMatch(counts -> counts.mutations().isZero());
    assertThat(counted(null, false).cells().values())
        .noneMatch(counts -> counts.mutations().isZero());
  }
}
