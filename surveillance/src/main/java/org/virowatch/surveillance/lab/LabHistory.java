package org.virowatch.surveillance.lab;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.LabAction;
import org.virowatch.schemas.LabOrder;

/**
 * From when until when labs are held: while an alert of kind {@code QUALITY} about them is open, or
 * while a person says so. Ticks that are decided late see what held at them. Immutable.
 */
public final class LabHistory {
  /** Nobody was ever held. */
  public static final LabHistory NONE = new LabHistory(List.of(), List.of());

  private final List<AlertEvent> alerts;
  private final List<LabOrder> orders;

  private LabHistory(Collection<AlertEvent> alerts, Collection<LabOrder> orders) {
    this.alerts = List.copyOf(alerts);
    this.orders = List.copyOf(orders);
  }

  /**
   * Makes a history.
   *
   * @param alerts the last event of each alert of kind {@code QUALITY}
   * @param orders the last order of each dataset and lab; in force whenever they were given
   */
  public static LabHistory of(Collection<AlertEvent> alerts, Collection<LabOrder> orders) {
    return new LabHistory(alerts, orders);
  }

  /** Returns how labs stand at a tick. */
  public LabStandings at(Instant tick) {
    if (alerts.isEmpty() && orders.isEmpty()) {
      return LabStandings.NONE;
    }
    Map<String, SortedMap<String, Long>> since = new HashMap<>();
    Map<String, SortedMap<String, Instant>> released = new HashMap<>();
    for (AlertEvent alert : alerts) {
      @Nullable Instant end = end(alert);
      if (!alert.getOnset().isAfter(tick) && (end == null || end.isAfter(tick))) {
        hold(since, alert.getDataset(), lab(alert), ComparedWeeks.firstDay(alert.getOnset()));
      }
    }
    for (LabOrder order : orders) {
      if (order.getAction() == LabAction.HOLD) {
        LocalDate first = order.getSince();
        hold(
            since,
            order.getDataset(),
            order.getLab(),
            first == null ? Long.MIN_VALUE : first.toEpochDay());
      } else if (order.getAction() == LabAction.RELEASE) {
        released
            .computeIfAbsent(order.getDataset(), dataset -> new TreeMap<>())
            .put(order.getLab(), order.getOrderedAt());
      }
    }
    Map<String, HeldLabs> held = new HashMap<>();
    since.forEach((dataset, labs) -> held.put(dataset, new HeldLabs(labs)));
    return new LabStandings(held, released);
  }

  private static void hold(
      Map<String, SortedMap<String, Long>> since, String dataset, String lab, long day) {
    since.computeIfAbsent(dataset, absent -> new TreeMap<>()).merge(lab, day, Math::min);
  }

  /** Returns the first instant after another at which somebody is held or no longer is. */
  public Optional<Instant> nextChange(Instant after) {
    return alerts.stream()
        .flatMap(alert -> Stream.of(Optional.of(alert.getOnset()), Optional.ofNullable(end(alert))))
        .flatMap(Optional::stream)
        .filter(instant -> instant.isAfter(after))
        .min(Instant::compareTo);
  }

  /**
   * Returns whether an alert had ended by an instant, so that no later tick asks for it.
   *
   * @param last its last event
   * @param instant epoch milliseconds
   */
  public static boolean isOverBy(AlertEvent last, long instant) {
    @Nullable Instant end = end(last);
    return end != null && end.toEpochMilli() <= instant;
  }

  /** Returns the lab that an alert of kind {@code QUALITY} is about, {@code submissions:NAME}. */
  public static String lab(AlertEvent alert) {
    String subject = alert.getSubject();
    return subject.substring(subject.indexOf(':') + 1);
  }

  private static @Nullable Instant end(AlertEvent last) {
    return last.getState() == AlertState.RESOLVED ? last.getAsOf() : null;
  }
}
