package org.virowatch.stack.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.virowatch.alerting.topic.BrokerException;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.alerting.topic.TopicWriter;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;

/**
 * How far the activation of each dataset is, on the topic {@code activations}. Not safe for use by
 * several threads at once.
 */
public final class ActivationStore {
  private static final TopicWriter.Purpose WRITTEN =
      new TopicWriter.Purpose("how far the activation is", "run the same command again to go on");

  private final String bootstrapServers;
  private final WireCodec<DatasetActivation> codec = WireCodec.of(DatasetActivation.class);

  /** Makes a store that reaches the given broker with each call. */
  public ActivationStore(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Returns the newest activation of each dataset that had one, by its name.
   *
   * @throws BrokerException if the broker cannot be reached
   */
  public Map<String, DatasetActivation> activations() {
    Map<String, DatasetActivation> activations = new HashMap<>();
    try (TopicReader reader = TopicReader.open(bootstrapServers, Topic.ACTIVATIONS)) {
      reader.readToEnd(
          (dataset, value) -> {
            if (value != null) {
              decode(value).ifPresent(step -> activations.put(dataset, step));
            }
          });
    }
    return activations;
  }

  /** A record that is none hides no other; the job rejects it. */
  private Optional<DatasetActivation> decode(byte[] value) {
    try {
      return Optional.of(codec.decode(value));
    } catch (UndecodableRecordException e) {
      return Optional.empty();
    }
  }

  /**
   * Notes how far an activation is.
   *
   * @return offset of the record
   * @throws BrokerException if the broker did not acknowledge
   */
  long put(DatasetActivation step) {
    return TopicWriter.write(
        bootstrapServers,
        Topic.ACTIVATIONS,
        List.of(new TopicWriter.Entry(step.getDataset(), codec.encode(step))),
        WRITTEN);
  }
}
