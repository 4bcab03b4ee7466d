package org.virowatch.surveillance.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.testing.RandomHistory;

/** The final cells equal a recomputation, whatever order, duplication or correction came before. */
class ExactnessTest {
  private static final int HISTORIES = Integer.getInteger("virowatch.histories", 10_000);
  private static final long SEED = 20220301;

  @Test
  void anyPermutationWithDuplicatesGivesTheCellsOfASlowRecomputation() {
    RandomHistory histories = new RandomHistory(SEED);
    Random random = histories.random();
    for (int i = 0; i < HISTORIES; i++) {
      List<CalledGenome> versions = histories.versions(1 + random.nextInt(6), 30);
      List<CalledGenome> arrivals = new ArrayList<>(versions);
      for (int again = random.nextInt(4); again > 0; again--) {
        arrivals.add(versions.get(random.nextInt(versions.size())));
      }
      Collections.shuffle(arrivals, random);

      Map<CellKey, CellCounts> streamed = stream(arrivals, random);
      Map<CellKey, SlowCount.Cell> expected = SlowCount.cells(versions);

      Map<CellKey, SlowCount.Cell> actual = shown(streamed);
      if (!actual.equals(expected)) {
        assertThat(actual).as("history %d of seed %d", i, SEED).isEqualTo(expected);
      }
      Map<CellKey, CellCounts> batch = BatchRecomputation.cells(arrivals);
      if (!batch.equals(streamed)) {
        assertThat(batch).as("history %d of seed %d, batch", i, SEED).isEqualTo(streamed);
      }
    }
  }

  /** Counts as the job does: gate, retract and add, in bundles, through the wire format. */
  private static Map<CellKey, CellCounts> stream(List<CalledGenome> arrivals, Random random) {
    Map<CellKey, CellCounts> cells = new TreeMap<>();
    Map<CellKey, CellCounts> bundle = new HashMap<>();
    Map<String, Map<Integer, ByteBuffer>> accepted = new HashMap<>();
    Map<String, Contribution> counted = new HashMap<>();
    for (CalledGenome genome : arrivals) {
      String accession = genome.getAccession();
      Map<Integer, ByteBuffer> known =
          accepted.computeIfAbsent(accession, absent -> new HashMap<>());
      VersionGate.Decision decision =
          VersionGate.decide(known, genome.getVersion(), genome.getContentDigest());
      if (decision.accepted()) {
        known.put(genome.getVersion(), genome.getContentDigest());
      }
      if (decision == VersionGate.Decision.NEW_HIGHEST) {
        Contribution contribution = Contribution.of(genome);
        @Nullable Contribution before = counted.put(accession, contribution);
        if (before != null) {
          before.keys().forEach(key -> cell(bundle, key).subtract(before));
        }
        contribution.keys().forEach(key -> cell(bundle, key).add(contribution));
      }
      if (random.nextInt(3) == 0) {
        flush(bundle, cells);
      }
    }
    flush(bundle, cells);
    cells.values().removeIf(CellCounts::isZero);
    return cells;
  }

  private static void flush(Map<CellKey, CellCounts> bundle, Map<CellKey, CellCounts> cells) {
    bundle.forEach(
        (key, change) ->
            cell(cells, key).add(CellCounts.of(change.toUpdate(key, 0, Instant.EPOCH))));
    bundle.clear();
  }

  private static CellCounts cell(Map<CellKey, CellCounts> cells, CellKey key) {
    return cells.computeIfAbsent(key, absent -> new CellCounts());
  }

  private static Map<CellKey, SlowCount.Cell> shown(Map<CellKey, CellCounts> cells) {
    Map<CellKey, SlowCount.Cell> shown = new TreeMap<>();
    cells.forEach(
        (key, counts) -> {
          UnknownProfile unknown = counts.unknown().profile();
          List<Integer> known = new ArrayList<>();
          for (String axis : List.of("", "S", "N")) {
            for (int site = 1; site <= RandomHistory.SITES + 1; site++) {
              known.add((int) (counts.genomes() - unknown.unknownAt(axis, site)));
            }
          }
          shown.put(
              key,
              new SlowCount.Cell(
                  (int) counts.genomes(),
                  (int) counts.simulated(),
                  counts.labs().toMap(),
                  counts.mutations().toMap(),
                  known));
        });
    return shown;
  }
}
