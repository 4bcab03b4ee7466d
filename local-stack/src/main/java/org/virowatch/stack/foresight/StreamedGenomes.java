package org.virowatch.stack.foresight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.function.Function;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.stack.dataset.ActivationStore;
import org.virowatch.surveillance.calendar.Retention;
import org.virowatch.surveillance.count.BatchRecomputation;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/**
 * The cells as they would be if nothing had been submitted after a day, counted anew from the topic
 * {@code genomes}, which keeps the versions that later ones have overtaken. What a later activation
 * of a dataset moved stands as it is moved now.
 */
final class StreamedGenomes {
  private StreamedGenomes() {}

  /**
   * Reads and counts.
   *
   * @param dataset genomes of this dataset
   * @param asOf the last day of submission (UTC) that counts
   */
  static SortedMap<CellKey, CellCounts> cells(
      String bootstrapServers, String dataset, LocalDate asOf) {
    var activation = new ActivationStore(bootstrapServers).activations().get(dataset);
    BatchRecomputation batch =
        new BatchRecomputation(
            Retention.FOREVER, activation == null ? Instant.MAX : activation.getInForce());
    Instant end = asOf.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Function<CalledGenome, Boolean> counts =
        genome -> genome.getDataset().equals(dataset) && genome.getSubmittedAt().isBefore(end);
    WireCodec<CalledGenome> codec = WireCodec.of(CalledGenome.class);
    try (TopicReader reader = TopicReader.open(bootstrapServers, Topic.GENOMES)) {
      reader.readToEnd(
          (key, value) -> {
            if (value != null) {
              try {
                CalledGenome genome = codec.decode(value);
                if (counts.apply(genome)) {
                  batch.add(genome);
                }
              } catch (UndecodableRecordException e) {
                // No genome: the stream does not count it either.
              }
            }
          });
    }
    return batch.cells();
  }
}
