package org.virowatch.alerting.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.virowatch.schemas.AlertEvent;

/**
 * The events of every alert, in any order, each once. Not safe for use by several threads at once.
 */
public final class AlertHistory {
  private static final Comparator<AlertEvent> BY_TIME =
      Comparator.comparing(AlertEvent::getAsOf)
          .thenComparing(AlertEvent::getRegion)
          .thenComparing(AlertEvent::getRuleId)
          .thenComparing(AlertEvent::getSubject)
          .thenComparing(AlertEvent::getAlertId)
          .thenComparing(AlertEvent::getSequence);

  private final Map<String, TreeMap<Integer, AlertEvent>> alerts = new LinkedHashMap<>();

  /**
   * Adds an event.
   *
   * @return whether it was new
   */
  public boolean add(AlertEvent event) {
    return alerts
            .computeIfAbsent(event.getAlertId(), id -> new TreeMap<>())
            .putIfAbsent(event.getSequence(), event)
        == null;
  }

  /** Returns the newest event of every alert, oldest decision first. */
  public List<AlertEvent> current() {
    List<AlertEvent> newest = new ArrayList<>();
    alerts.values().forEach(events -> newest.add(events.lastEntry().getValue()));
    newest.sort(BY_TIME);
    return newest;
  }

  /** Returns all events, oldest decision first. */
  public List<AlertEvent> events() {
    List<AlertEvent> all = new ArrayList<>();
    alerts.values().forEach(events -> all.addAll(events.values()));
    all.sort(BY_TIME);
    return all;
  }
}
