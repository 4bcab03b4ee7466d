package org.virowatch.jobs.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.virowatch.jobs.Genomes;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/**
 * The live path as the job wires it, record by record in one thread, with failures between any two
 * records: what is published in the end equals the batch recomputation.
 */
@SuppressWarnings("try") // harnesses are closed at the end of their test
class CellsUnderFailuresTest {
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void randomHistoriesWithFailuresEndInTheBatchAnswer(long seed) throws Exception {
    Random random = new Random(seed);
    int restores = 0;
    for (int run = 0; run < 40; run++) {
      List<CalledGenome> history = Genomes.history(random, 8, 4);
      Collections.shuffle(history, random);
      try (LivePath path = new LivePath()) {
        for (int offset = 0; offset < history.size(); ) {
          path.read(history.get(offset++), random);
          if (random.nextInt(6) == 0) {
            path.checkpoint(offset);
          } else if (random.nextInt(12) == 0) {
            offset = path.failAndRestore();
            restores++;
          }
        }
        path.settle();
        assertThat(path.finalCells()).as("run " + run).isEqualTo(BatchRecomputation.cells(history));
      }
    }
    assertThat(restores).isGreaterThan(20);
  }

  @SuppressWarnings("try") // as its harnesses
  private static final class LivePath implements AutoCloseable {
    private final Map<String, FrequencyUpdate> topic = new HashMap<>();
    private KeyedOneInputStreamOperatorTestHarness<String, CalledGenome, GenomeChange> count;
    private KeyedOneInputStreamOperatorTestHarness<String, CellChange, Outgoing<FrequencyUpdate>>
        publish;
    private final CellBundle bundle = new CellBundle();
    private @Nullable OperatorSubtaskState countState;
    private @Nullable OperatorSubtaskState publishState;
    private int checkpointOffset;
    private long now = 1_000_000;

    LivePath() throws Exception {
      count = openCount(null);
      publish = openPublish(null, now);
    }

    void read(CalledGenome genome, Random random) throws Exception {
      count.processElement(genome, genome.getSubmittedAt().toEpochMilli());
      if (random.nextInt(3) == 0) {
        shuffle();
      }
      now += random.nextInt(400);
      publish.setProcessingTime(now);
    }

    private void shuffle() throws Exception {
      count.extractOutputValues().forEach(bundle::add);
      count.getOutput().clear();
      List<CellChange> sums = new ArrayList<>();
      bundle.drain(sums::add);
      for (CellChange sum : sums) {
        publish.processElement(sum, 0);
      }
    }

    /** Everything published so far has left; it is not taken back by a failure. */
    private void send() {
      for (Outgoing<FrequencyUpdate> record : publish.extractOutputValues()) {
        FrequencyUpdate before = topic.put(record.key(), record.value());
        assertThat(before == null || before.getRevision() < record.value().getRevision())
            .as("revisions rise in " + record.key())
            .isTrue();
      }
      publish.getOutput().clear();
    }

    void checkpoint(int offset) throws Exception {
      shuffle();
      send();
      countState = count.snapshot(offset, now);
      publish.prepareSnapshotPreBarrier(offset);
      publishState = publish.snapshot(offset, now);
      checkpointOffset = offset;
    }

    int failAndRestore() throws Exception {
      send();
      close();
      List<CellChange> lost = new ArrayList<>();
      bundle.drain(lost::add);
      now += 1_000;
      count = openCount(countState);
      publish = openPublish(publishState, now);
      return checkpointOffset;
    }

    void settle() throws Exception {
      shuffle();
      now += 10_000;
      publish.setProcessingTime(now);
      send();
    }

    Map<CellKey, CellCounts> finalCells() {
      Map<CellKey, CellCounts> cells = new TreeMap<>();
      for (FrequencyUpdate cell : topic.values()) {
        CellCounts counts = CellCounts.of(cell);
        if (!counts.isZero()) {
          cells.put(
              new CellKey(cell.getDataset(), cell.getRegion(), cell.getPeriod(), cell.getLineage()),
              counts);
        }
      }
      return cells;
    }

    @Override
    public void close() throws Exception {
      count.close();
      publish.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, CalledGenome, GenomeChange>
        openCount(@Nullable OperatorSubtaskState state) throws Exception {
      var harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new CountOperator(Retention.FOREVER), CalledGenome::getAccession, Types.STRING);
      harness.setup(GenomeChange.type().createSerializer(new SerializerConfigImpl()));
      if (state != null) {
        harness.initializeState(state);
      }
      harness.open();
      return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<
            String, CellChange, Outgoing<FrequencyUpdate>>
        openPublish(@Nullable OperatorSubtaskState state, long now) throws Exception {
      var harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new PublishOperator(new PublishFunction(Duration.ofMillis(500))),
              (CellChange change) -> change.key().wireKey(),
              Types.STRING);
      harness.setup(
          ExplicitType.outgoing(FrequencyUpdate.class)
              .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
      harness.setProcessingTime(now);
      if (state != null) {
        harness.initializeState(state);
      }
      harness.open();
      return harness;
    }
  }
}
