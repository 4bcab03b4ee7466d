package org.virowatch.jobs.deciding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.util.function.SupplierWithException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.state.BytesState;
import org.virowatch.jobs.state.DecodedState;
import org.virowatch.jobs.state.LoggedSum;
import org.virowatch.jobs.wire.WireSerializer;
import org.virowatch.schemas.OpenAlert;

/**
 * What waits for its tick and which alerts are open, of the current key, whatever is decided.
 *
 * @param <S> what is decided together, decoded
 * @param <V> changes
 */
abstract class KeyedDecisions<S extends KeyedDecisions.Subject<V>, V> implements DecisionState<V> {
  /** What is decided together, decoded; at first it knows nothing. */
  abstract static class Subject<V> {
    @Nullable PendingChanges<V> pending;

    /** Returns about how many bytes of the heap it takes. */
    abstract long weight();
  }

  /** Decoded, an entry of about six bytes takes about thirty. */
  static final int HEAP_PER_BYTE = 5;

  /** Every key for which something waits for its tick has this state, once it is written. */
  static final MapStateDescriptor<String, byte[]> PENDING = BytesState.map("pending");

  private final MapState<String, byte[]> pending;
  private final MapState<String, OpenAlert> alerts;
  private final LoggedSum.Arithmetic<V> arithmetic;
  private final ToLongFunction<V> weigher;
  private final DecodedState<S> decoded = new DecodedState<>(Subject::weight);
  private @Nullable S current;
  private String currentKey = "";

  /**
   * Opens the state of a task.
   *
   * @param weigher says about how many bytes of the heap a change that waits takes
   */
  KeyedDecisions(
      RuntimeContext context, LoggedSum.Arithmetic<V> arithmetic, ToLongFunction<V> weigher) {
    this.pending = context.getMapState(PENDING);
    this.alerts = context.getMapState(map("alerts", OpenAlert.class));
    this.arithmetic = arithmetic;
    this.weigher = weigher;
  }

  /** Returns one that knows nothing. */
  abstract S unread();

  /** Brings the counts of Flink's current key up to date. */
  abstract void writeCounts(S subject) throws Exception;

  static <T extends SpecificRecordBase> MapStateDescriptor<String, T> map(
      String name, Class<T> type) {
    return new MapStateDescriptor<>(name, StringSerializer.INSTANCE, new WireSerializer<>(type));
  }

  final LoggedSum.Arithmetic<V> arithmetic() {
    return arithmetic;
  }

  final S current() {
    if (current == null) {
      throw new IllegalStateException("turnTo was not called");
    }
    return current;
  }

  /** Holds what is decided together until it is written, because it changed. */
  final void hold() {
    decoded.hold(currentKey, current());
  }

  @Override
  public final void turnTo(String key) {
    current = decoded.get(key, this::unread);
    currentKey = key;
  }

  @Override
  public final void await(long tick, String part, V change) {
    pending().add(tick, part, change);
    hold();
  }

  @Override
  public final Map<String, V> takeKnown(long tick) {
    Map<String, V> known = pending().take(tick);
    if (!known.isEmpty()) {
      hold();
    }
    return known;
  }

  @Override
  public final Map<String, V> peekKnown(long tick) {
    return pending().peek(tick);
  }

  private PendingChanges<V> pending() {
    S subject = current();
    PendingChanges<V> changes = subject.pending;
    if (changes == null) {
      changes = access(() -> PendingChanges.read(pending.entries(), arithmetic, weigher));
      subject.pending = changes;
    }
    return changes;
  }

  @Override
  public final Set<String> changed() {
    return decoded.changed();
  }

  @Override
  public final boolean isFull() {
    return decoded.isFull();
  }

  @Override
  public final void write(String key) throws Exception {
    S subject = decoded.get(key, this::unread);
    writeCounts(subject);
    if (subject.pending != null) {
      subject.pending.write(pending);
    }
    decoded.written(key);
  }

  @Override
  public final void close() {
    decoded.close();
  }

  /** Returns the open alerts. */
  public final Collection<OpenAlert> alerts() {
    List<OpenAlert> all = new ArrayList<>();
    write(() -> alerts.values().forEach(all::add));
    return all;
  }

  final void putAlert(String alertKey, OpenAlert alert) {
    write(() -> alerts.put(alertKey, alert));
  }

  final void removeAlert(String alertKey) {
    write(() -> alerts.remove(alertKey));
  }

  static <T extends @Nullable Object> T access(SupplierWithException<T, Exception> access) {
    try {
      return access.get();
    } catch (Exception e) {
      throw new IllegalStateException("state cannot be read: " + e.getMessage(), e);
    }
  }

  static void write(ThrowingRunnable<Exception> access) {
    try {
      access.run();
    } catch (Exception e) {
      throw new IllegalStateException("state is not accessible: " + e.getMessage(), e);
    }
  }
}
