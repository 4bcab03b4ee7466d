package org.virowatch.stack.query;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;

/** The newest forecast of each region that the stream has published. */
public final class StreamedForecasts {
  private final WireCodec<ForecastUpdate> codec = WireCodec.of(ForecastUpdate.class);
  private final TreeMap<String, ForecastUpdate> newest = new TreeMap<>();
  private long undecodable;

  private StreamedForecasts() {}

  /**
   * Reads the topic to where it ends now.
   *
   * @param bootstrapServers the broker
   * @param wanted which forecasts to keep
   * @throws org.virowatch.alerting.topic.BrokerException if the broker cannot be reached
   */
  public static StreamedForecasts read(String bootstrapServers, Predicate<ForecastUpdate> wanted) {
    StreamedForecasts forecasts = new StreamedForecasts();
    try (TopicReader reader = TopicReader.open(bootstrapServers, Topic.FORECASTS)) {
      reader.readToEnd(
          (key, value) -> {
            if (value != null) {
              forecasts.take(value, wanted);
            }
          });
    }
    return forecasts;
  }

  private void take(byte[] value, Predicate<ForecastUpdate> wanted) {
    try {
      ForecastUpdate update = codec.decode(value);
      if (wanted.test(update)) {
        // After a restart of the job an earlier tick may come last.
        newest.merge(
            Keys.forecast(update.getDataset(), update.getRegion()),
            update,
            (before, now) -> now.getAsOf().isBefore(before.getAsOf()) ? before : now);
      }
    } catch (UndecodableRecordException e) {
      undecodable++;
    }
  }

  /** Returns the forecasts by dataset and region. */
  public Collection<ForecastUpdate> forecasts() {
    return List.copyOf(newest.values());
  }

  /** Returns how many records were skipped because they are not forecasts. */
  public long undecodable() {
    return undecodable;
  }
}
