package org.virowatch.stack.query;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.stack.dataset.ActivationStore;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.frequency.PublishedFrequencies;

/**
 * The cells that the stream has published: for each key the highest revision on the topic {@code
 * frequencies}, whatever order and however often revisions were written, all of a dataset under the
 * activation that was in force when they were read.
 */
public final class StreamedFrequencies {
  private final Predicate<CellKey> wanted;
  private final WireCodec<FrequencyUpdate> codec = WireCodec.of(FrequencyUpdate.class);
  private final PublishedFrequencies published = new PublishedFrequencies();
  private final Map<String, DatasetActivation> activations;
  private long undecodable;

  private StreamedFrequencies(
      Predicate<CellKey> wanted, Map<String, DatasetActivation> activations) {
    this.wanted = wanted;
    this.activations = activations;
  }

  /**
   * Reads the topic to where it ends now.
   *
   * @param bootstrapServers the broker
   * @param wanted which cells to keep; the others cost no memory
   * @throws org.virowatch.alerting.topic.BrokerException if the broker cannot be reached
   */
  public static StreamedFrequencies read(String bootstrapServers, Predicate<CellKey> wanted) {
    ActivationStore store = new ActivationStore(bootstrapServers);
    Map<String, DatasetActivation> before = store.activations();
    while (true) {
      StreamedFrequencies frequencies = new StreamedFrequencies(wanted, before);
      try (TopicReader reader = TopicReader.open(bootstrapServers, Topic.FREQUENCIES)) {
        reader.readToEnd(
            (key, value) -> {
              if (value != null) {
                frequencies.take(key, value);
              }
            });
      }
      Map<String, DatasetActivation> after = store.activations();
      if (inForce(before).equals(inForce(after))) {
        return frequencies;
      }
      // An activation came into force meanwhile: what it changes may have been read in part.
      before = after;
    }
  }

  private static Map<String, Instant> inForce(Map<String, DatasetActivation> activations) {
    Map<String, Instant> inForce = new HashMap<>();
    activations.forEach((dataset, step) -> inForce.put(dataset, step.getInForce()));
    return inForce;
  }

  /** Returns the cells in order, without those that have become empty. */
  public SortedMap<CellKey, CellCounts> cells() {
    Map<String, Instant> inForce = inForce(activations);
    return published.cells(dataset -> inForce.getOrDefault(dataset, Instant.EPOCH));
  }

  /** Returns how many records were skipped because they are not cells. */
  public long undecodable() {
    return undecodable;
  }

  /** The key alone decides whether the record is decoded: cells can be large. */
  private void take(String key, byte[] value) {
    String[] parts = key.split("\\|", 5);
    if (parts.length < 4) {
      undecodable++;
      return;
    }
    CellKey cell = new CellKey(parts[0], parts[1], parts[2], parts[3]);
    if (!wanted.test(cell)) {
      return;
    }
    try {
      published.take(codec.decode(value));
    } catch (UndecodableRecordException e) {
      undecodable++;
    }
  }
}
