package org.virowatch.surveillance.alert;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.virowatch.schemas.OpenAlert;

/**
 * Keeps what decisions rest on on the heap. Not safe for use by several threads at once.
 *
 * @param <V> counts of a part
 */
public final class HeapPartState<V> implements PartState<V> {
  private record AlertKey(String ruleId, String region, String subject) {
    static AlertKey of(OpenAlert alert) {
      return new AlertKey(alert.getRuleId(), alert.getLastEvent().getRegion(), alert.getSubject());
    }
  }

  private final Supplier<V> zero;
  private final BiConsumer<V, V> add;
  private final Predicate<V> isZero;
  private final TreeMap<String, V> parts = new TreeMap<>();
  private final Map<AlertKey, OpenAlert> alerts = new HashMap<>();

  /**
   * Makes an empty state.
   *
   * @param zero makes counts of nothing
   * @param add adds counts to others
   * @param isZero says whether counts are of nothing
   */
  public HeapPartState(Supplier<V> zero, BiConsumer<V, V> add, Predicate<V> isZero) {
    this.zero = zero;
    this.add = add;
    this.isZero = isZero;
  }

  @Override
  public Map<String, V> parts() {
    return parts;
  }

  @Override
  public void add(String part, V change) {
    V sum = parts.computeIfAbsent(part, absent -> zero.get());
    add.accept(sum, change);
    if (isZero.test(sum)) {
      parts.remove(part);
    }
  }

  @Override
  public Collection<OpenAlert> alerts() {
    return List.copyOf(alerts.values());
  }

  @Override
  public void putAlert(OpenAlert alert) {
    alerts.put(AlertKey.of(alert), alert);
  }

  @Override
  public void removeAlert(OpenAlert alert) {
    alerts.remove(AlertKey.of(alert));
  }
}
