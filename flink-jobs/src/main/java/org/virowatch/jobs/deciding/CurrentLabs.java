package org.virowatch.jobs.deciding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Incoming.Decoded;
import org.virowatch.jobs.wire.Incoming.Removed;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.LabOrder;
import org.virowatch.schemas.topic.Keys;
import org.virowatch.surveillance.lab.LabHistory;

/**
 * Which labs are held from when on, kept in broadcast state and read once after each change. Alerts
 * that ended are kept until event time has passed their end.
 */
public final class CurrentLabs {
  /** Orders by {@link Keys#lab}. */
  public static final MapStateDescriptor<String, LabOrder> ORDERS =
      KeyedDecisions.map("lab-orders", LabOrder.class);

  /** The last event of each alert about a lab, by the alert's id. */
  public static final MapStateDescriptor<String, AlertEvent> JUDGED =
      KeyedDecisions.map("judged-labs", AlertEvent.class);

  private @Nullable LabHistory read;

  CurrentLabs() {}

  /** Takes an order in. */
  void order(Incoming<LabOrder> incoming, BroadcastState<String, LabOrder> state) throws Exception {
    if (incoming instanceof Decoded<LabOrder> decoded) {
      LabOrder order = decoded.value();
      String key = Keys.lab(order.getDataset(), order.getLab());
      if (!Objects.equals(state.get(key), order)) {
        state.put(key, order);
        read = null;
      }
    } else if (incoming instanceof Removed<LabOrder> removed) {
      state.remove(removed.key());
      read = null;
    }
  }

  /**
   * Takes an event of an alert about a lab in.
   *
   * @param watermark event time that every decision has passed, epoch milliseconds
   */
  void judged(AlertEvent event, long watermark, BroadcastState<String, AlertEvent> state)
      throws Exception {
    state.put(event.getAlertId(), event);
    read = null;
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, AlertEvent> entry : state.immutableEntries()) {
      if (LabHistory.isOverBy(entry.getValue(), watermark)) {
        over.add(entry.getKey());
      }
    }
    for (String id : over) {
      state.remove(id);
    }
  }

  LabHistory get(
      ReadOnlyBroadcastState<String, LabOrder> orders,
      ReadOnlyBroadcastState<String, AlertEvent> judged)
      throws Exception {
    LabHistory current = read;
    if (current == null) {
      current = LabHistory.of(values(judged), values(orders));
      read = current;
    }
    return current;
  }

  private static <T> List<T> values(ReadOnlyBroadcastState<String, T> state) throws Exception {
    List<T> values = new ArrayList<>();
    for (Map.Entry<String, T> entry : state.immutableEntries()) {
      values.add(entry.getValue());
    }
    return values;
  }
}
