package org.virowatch.alerting.topic;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;

/**
 * What a topic of few records holds.
 *
 * @param records the last record of each key, without removed ones
 * @param everWritten whether it ever held a record, or a removal
 */
public record CompactedTopic<T>(SortedMap<String, T> records, boolean everWritten) {

  /**
   * Reads a topic. A record that is none of its kind, or has another key than its own, hides no
   * other; the job reports it.
   *
   * @param key says under which key a record has to be
   * @throws BrokerException if the broker cannot be reached
   */
  public static <T extends SpecificRecordBase> CompactedTopic<T> read(
      String bootstrapServers, Topic topic, WireCodec<T> codec, Function<T, String> key) {
    TreeMap<String, T> records = new TreeMap<>();
    boolean[] written = new boolean[1];
    try (TopicReader reader = TopicReader.open(bootstrapServers, topic)) {
      reader.readToEnd(
          (name, value) -> {
            written[0] = true;
            if (value == null) {
              records.remove(name);
              return;
            }
            try {
              T record = codec.decode(value);
              if (key.apply(record).equals(name)) {
                records.put(name, record);
              }
            } catch (UndecodableRecordException e) {
              // What stood under the key before stands.
            }
          });
    }
    return new CompactedTopic<>(records, written[0]);
  }
}
