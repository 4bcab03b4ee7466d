package org.virowatch.stack.query;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/**
 * The cells that the stream has published: for each key the highest revision on the topic {@code
 * frequencies}, whatever order and however often revisions were written.
 */
public final class StreamedFrequencies {
  private record Newest(long revision, CellCounts counts) {}

  private final Predicate<CellKey> wanted;
  private final WireCodec<FrequencyUpdate> codec = WireCodec.of(FrequencyUpdate.class);
  private final Map<CellKey, Newest> cells = new HashMap<>();
  private long undecodable;

  private StreamedFrequencies(Predicate<CellKey> wanted) {
    this.wanted = wanted;
  }

  /**
   * Reads the topic to where it ends now.
   *
   * @param bootstrapServers the broker
   * @param wanted which cells to keep; the others cost no memory
   * @throws org.virowatch.alerting.topic.BrokerException if the broker cannot be reached
   */
  public static StreamedFrequencies read(String bootstrapServers, Predicate<CellKey> wanted) {
    StreamedFrequencies frequencies = new StreamedFrequencies(wanted);
    try (TopicReader reader = TopicReader.open(bootstrapServers, Topic.FREQUENCIES)) {
      reader.readToEnd(
          (key, value) -> {
            if (value != null) {
              frequencies.take(key, value);
            }
          });
    }
    return frequencies;
  }

  /** Returns the cells in order, without those that have become empty. */
  public SortedMap<CellKey, CellCounts> cells() {
    SortedMap<CellKey, CellCounts> filled = new TreeMap<>();
    cells.forEach(
        (key, newest) -> {
          if (!newest.counts().isZero()) {
            filled.put(key, newest.counts());
          }
        });
    return filled;
  }

  /** Returns how many records were skipped because they are not cells. */
  public long undecodable() {
    return undecodable;
  }

  /** The key alone decides whether the record is decoded: cells can be large. */
  private void take(String key, byte[] value) {
    String[] parts = key.split("\\|", 4);
    if (parts.length != 4) {
      undecodable++;
      return;
    }
    CellKey cell = new CellKey(parts[0], parts[1], parts[2], parts[3]);
    if (!wanted.test(cell)) {
      return;
    }
    try {
      FrequencyUpdate update = codec.decode(value);
      Newest known = cells.get(cell);
      if (known == null || known.revision() < update.getRevision()) {
        cells.put(cell, new Newest(update.getRevision(), CellCounts.of(update)));
      }
    } catch (UndecodableRecordException e) {
      undecodable++;
    }
  }
}
