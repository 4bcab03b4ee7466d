package org.virowatch.alerting.labs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.virowatch.alerting.history.AlertHistory;
import org.virowatch.alerting.topic.BrokerException;
import org.virowatch.alerting.topic.CompactedTopic;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.alerting.topic.TopicWriter;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.LabOrder;
import org.virowatch.schemas.RuleKind;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.UndecodableRecordException;
import org.virowatch.schemas.wire.WireCodec;

/**
 * Which labs a stack holds out of alert decisions: what people decided, on the topic {@code labs},
 * and open alerts of kind {@code QUALITY}. Not safe for use by several threads at once.
 */
public final class LabStore {
  private static final TopicWriter.Purpose CHANGE =
      new TopicWriter.Purpose(
          "the decision", "at the labs with 'virowatch labs list' before trying again");

  private final String bootstrapServers;
  private final WireCodec<LabOrder> orders = WireCodec.of(LabOrder.class);
  private final WireCodec<AlertEvent> events = WireCodec.of(AlertEvent.class);

  /** Makes a store that reaches the given broker with each call. */
  public LabStore(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Returns the last decision about each dataset and lab.
   *
   * @throws BrokerException if the broker cannot be reached
   */
  public Collection<LabOrder> orders() {
    return CompactedTopic.read(
            bootstrapServers,
            Topic.LABS,
            orders,
            order -> Keys.lab(order.getDataset(), order.getLab()))
        .records()
        .values();
  }

  /** Returns the last event of each open alert about a lab, oldest first. */
  public List<AlertEvent> openAlerts() {
    AlertHistory history = new AlertHistory();
    try (TopicReader reader = TopicReader.open(bootstrapServers, Topic.ALERTS)) {
      reader.readToEnd(
          (key, value) -> {
            try {
              if (value != null) {
                history.add(events.decode(value));
              }
            } catch (UndecodableRecordException e) {
              // 'virowatch alerts' counts what is no alert.
            }
          });
    }
    List<AlertEvent> open = new ArrayList<>();
    for (AlertEvent last : history.current()) {
      if (last.getKind() == RuleKind.QUALITY && last.getState() != AlertState.RESOLVED) {
        open.add(last);
      }
    }
    return open;
  }

  /**
   * Writes a decision in place of the last one about its dataset and lab.
   *
   * @throws BrokerException if the broker did not acknowledge
   */
  public void put(LabOrder order) {
    TopicWriter.write(
        bootstrapServers,
        Topic.LABS,
        List.of(
            new TopicWriter.Entry(
                Keys.lab(order.getDataset(), order.getLab()), orders.encode(order))),
        CHANGE);
  }
}
