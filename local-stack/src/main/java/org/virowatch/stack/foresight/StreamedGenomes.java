package org.virowatch.stack.foresight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.stack.dataset.ActivationStore;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/**
 * Cells counted anew from the topic {@code genomes}, of those genomes that are asked for, which the
 * stream's cells do not tell apart. The topic keeps the versions that later ones have overtaken.
 * What a later activation of a dataset moved stands as it is moved now; no retention ends a genome.
 *
 * <p>Not safe for use by several threads at once.
 */
final class StreamedGenomes {
  private final String dataset;
  private final StreamedCounts.Asked asked;
  private final BatchRecomputation batch;
  private final WireCodec<CalledGenome> codec = WireCodec.of(CalledGenome.class);
  private long leftOut;

  /** Counts nothing yet; calls that an activation later than the given one moved do not count. */
  StreamedGenomes(
      String dataset, StreamedCounts.Asked asked, @Nullable DatasetActivation activation) {
    this.dataset = dataset;
    this.asked = asked;
    this.batch =
        new BatchRecomputation(
            Retention.FOREVER,
            activation == null ? Instant.MAX : activation.getInForce(),
            asked.sites());
  }

  /**
   * Reads the topic to where it ends now.
   *
   * @throws org.virowatch.alerting.topic.BrokerException if the broker cannot be reached
   */
  static StreamedGenomes read(String bootstrapServers, String dataset, StreamedCounts.Asked asked) {
    StreamedGenomes genomes =
        new StreamedGenomes(
            dataset, asked, new ActivationStore(bootstrapServers).activations().get(dataset));
    try (TopicReader reader = TopicReader.open(bootstrapServers, Topic.GENOMES)) {
      reader.readToEnd(
          (key, value) -> {
            if (value != null) {
              genomes.take(value);
            }
          });
    }
    return genomes;
  }

  /** Takes a record. */
  void take(byte[] record) {
    try {
      CalledGenome genome = codec.decode(record);
      if (genome.getDataset().equals(dataset) && isKnown(genome)) {
        batch.add(genome);
      }
    } catch (UndecodableRecordException e) {
      // No genome: the stream does not count it either.
    }
  }

  private boolean isKnown(CalledGenome genome) {
    LocalDate last = asked.asOf();
    return last == null
        || genome
            .getSubmittedAt()
            .isBefore(last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** Returns the cells of what was taken, in order, without empty ones. */
  SortedMap<CellKey, CellCounts> cells() {
    leftOut = 0;
    return batch.cells(
        genome -> {
          boolean counts = asked.targeted() || !genome.targeted();
          leftOut += counts ? 0 : 1;
          return counts;
        });
  }

  /** Returns how many genomes of targeted sampling {@link #cells} left out. */
  long leftOut() {
    return leftOut;
  }
}
