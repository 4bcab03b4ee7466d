package org.virowatch.surveillance.alert;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.virowatch.schemas.OpenAlert;

/**
 * Where decisions about parts that are looked at together, such as the regions of a pool or the
 * labs of a country, keep what they know: heap maps in a replay, keyed state in the job.
 *
 * @param <V> counts of a part, a commutative group
 */
public interface PartState<V> {
  /** Returns the counts of every part that has any; live, and not to be added to. */
  Map<String, V> parts();

  /**
   * Adds a change to the counts of a part. A part whose counts come to zero is dropped.
   *
   * @param change taken over; not to be changed any more
   */
  void add(String part, V change);

  /** Returns the alerts that are open or cooling down, in any order. */
  Collection<OpenAlert> alerts();

  /** Keeps an alert in place of the one of the same rule, region and subject. */
  void putAlert(OpenAlert alert);

  /** Forgets the alert of the same rule, region and subject. */
  void removeAlert(OpenAlert alert);

  /** Keeps alerts in place of others; most are as the tick before left them. */
  default void keep(Collection<OpenAlert> before, Collection<OpenAlert> after) {
    Set<OpenAlert> unchanged = new HashSet<>(before);
    unchanged.retainAll(new HashSet<>(after));
    before.stream().filter(alert -> !unchanged.contains(alert)).forEach(this::removeAlert);
    after.stream().filter(alert -> !unchanged.contains(alert)).forEach(this::putAlert);
  }
}
