package org.virowatch.jobs.activating;

import java.io.Serial;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.state.BytesState;
import org.virowatch.jobs.state.DecodedState;
import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.jobs.wire.Incoming.Decoded;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.jobs.wire.WireSerializer;
import org.virowatch.schemas.ActivationPhase;
import org.virowatch.schemas.DatasetActivation;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.compact.CompactForm;

/**
 * Lets the changes of activations in force through and holds the others, added up, until theirs is.
 * Then all that is held goes on at once: whatever counts downstream has the calls of one version of
 * the dataset or those of the other. Once an activation is prepared, what is held is published
 * through {@link #STAGED} as differences, and again whenever it changes.
 *
 * <p>What goes on carries the generation in force. Runs in a {@link HoldOperator}.
 *
 * @param <C> changes
 */
public final class HoldFunction<C>
    extends KeyedBroadcastProcessFunction<String, C, Incoming<DatasetActivation>, C> {
  /** Output of differences that wait for their activation. */
  public static final OutputTag<Outgoing<FrequencyUpdate>> STAGED =
      new OutputTag<>("staged", ExplicitType.outgoing(FrequencyUpdate.class));

  /** The activation of each dataset, by its name. */
  static final MapStateDescriptor<String, DatasetActivation> ACTIVATIONS =
      new MapStateDescriptor<>(
          "activations", StringSerializer.INSTANCE, new WireSerializer<>(DatasetActivation.class));

  /** Every key for which something is held has this state, once it is written. */
  private static final MapStateDescriptor<String, byte[]> HELD = BytesState.map("held");

  /** Decoded, an entry of about six bytes takes about thirty. */
  private static final int HEAP_PER_BYTE = 5;

  @Serial private static final long serialVersionUID = 1L;

  private final Held<C> kind;
  private transient @Nullable Task<C> task;

  /** Makes the function for changes of one kind. */
  public HoldFunction(Held<C> kind) {
    this.kind = kind;
  }

  /** What is held for one key, by place. */
  private static final class Sums<C> {
    final Map<String, C> byPlace = new HashMap<>();
    boolean read;
    long bytes;

    /** What was added since it was written or read, in bytes of the heap at most. */
    long added;

    long weight() {
      return 300 + HEAP_PER_BYTE * bytes + added;
    }
  }

  private static final class Task<C> {
    final MapState<String, byte[]> held;
    final CompactForm<C> form;
    final Counter heldChanges;
    final DecodedState<Sums<C>> decoded = new DecodedState<>(Sums::weight);
    final Map<String, DatasetActivation> activations = new HashMap<>();
    boolean activationsRead;
    long lastRevision;

    Task(MapState<String, byte[]> held, CompactForm<C> form, Counter heldChanges) {
      this.held = held;
      this.form = form;
      this.heldChanges = heldChanges;
    }
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    task =
        new Task<>(
            runtime.getMapState(HELD), kind.form(), runtime.getMetricGroup().counter("held"));
  }

  @Override
  public void close() {
    if (task != null) {
      task.decoded.close();
    }
  }

  @Override
  public void processElement(C change, ReadOnlyContext context, Collector<C> out) throws Exception {
    Task<C> current = task();
    readActivations(context.getBroadcastState(ACTIVATIONS), current);
    DatasetActivation activation = current.activations.get(kind.dataset(change));
    long inForce = activation == null ? 0 : activation.getInForce().toEpochMilli();
    if (kind.generation(change) <= inForce) {
      out.collect(inForce == 0 ? change : kind.inForce(change, inForce));
      return;
    }
    current.heldChanges.inc();
    String key = context.getCurrentKey();
    Sums<C> sums = sums(key, current.held, current);
    long weight = kind.weight(change);
    C sum = sums.byPlace.merge(kind.place(change, context.currentWatermark()), change, kind::plus);
    sums.added += weight;
    current.decoded.hold(key, sums);
    if (activation != null && activation.getPhase() == ActivationPhase.PREPARED) {
      kind.staged(sum, revision(context.currentProcessingTime(), current))
          .ifPresent(staged -> context.output(STAGED, staged));
    }
  }

  @Override
  public void processBroadcastElement(
      Incoming<DatasetActivation> step, Context context, Collector<C> out) throws Exception {
    if (!(step instanceof Decoded<DatasetActivation> decoded)) {
      return;
    }
    Task<C> current = task();
    DatasetActivation activation = decoded.value();
    readActivations(context.getBroadcastState(ACTIVATIONS), current);
    context.getBroadcastState(ACTIVATIONS).put(activation.getDataset(), activation);
    DatasetActivation before = current.activations.put(activation.getDataset(), activation);
    if (before != null
        && before.getInForce().equals(activation.getInForce())
        && activation.getPhase() != ActivationPhase.PREPARED) {
      return; // Nothing that is held is in force by this.
    }
    long inForce = activation.getInForce().toEpochMilli();
    context.applyToKeyedState(
        HELD,
        (key, state) -> {
          Sums<C> sums = sums(key, state, current);
          if (sums.byPlace.values().stream().noneMatch(sum -> isOf(activation, sum))) {
            return;
          }
          if (sums.byPlace.values().stream().allMatch(sum -> kind.generation(sum) <= inForce)) {
            sums.byPlace.values().forEach(sum -> out.collect(kind.inForce(sum, inForce)));
            sums.byPlace.clear();
            sums.bytes = 0;
            state.clear();
          } else if (activation.getPhase() == ActivationPhase.PREPARED) {
            for (C sum : sums.byPlace.values()) {
              kind.staged(sum, revision(context.currentProcessingTime(), current))
                  .ifPresent(staged -> context.output(STAGED, staged));
            }
          }
        });
  }

  private boolean isOf(DatasetActivation activation, C sum) {
    return kind.dataset(sum).equals(activation.getDataset());
  }

  /** Broadcast state survives a restart; the map in front of it does not. */
  private static <C> void readActivations(
      ReadOnlyBroadcastState<String, DatasetActivation> state, Task<C> current) throws Exception {
    if (!current.activationsRead) {
      state
          .immutableEntries()
          .forEach(entry -> current.activations.put(entry.getKey(), entry.getValue()));
      current.activationsRead = true;
    }
  }

  /** Rises with every publication, also over restarts, as far as the clock does. */
  private static <C> long revision(long now, Task<C> current) {
    current.lastRevision = Math.max(current.lastRevision + 1, now);
    return current.lastRevision;
  }

  /** Returns the keys for which something is held that is not in state yet. */
  Set<String> changed() {
    return task().decoded.changed();
  }

  /** Returns whether what is held has to be written before more is. */
  boolean isFull() {
    return task().decoded.isFull();
  }

  /** Writes what is held for the current key into its state. */
  void write(String key) throws Exception {
    Task<C> current = task();
    Sums<C> sums = sums(key, current.held, current);
    sums.bytes = 0;
    sums.added = 0;
    for (Map.Entry<String, C> sum : sums.byPlace.entrySet()) {
      byte[] encoded = current.form.encode(sum.getValue());
      current.held.put(sum.getKey(), encoded);
      sums.bytes += encoded.length;
    }
    current.decoded.written(key);
  }

  private static <C> Sums<C> sums(String key, MapState<String, byte[]> held, Task<C> current)
      throws Exception {
    Sums<C> sums = current.decoded.get(key, Sums::new);
    if (!sums.read) {
      for (Map.Entry<String, byte[]> entry : held.entries()) {
        sums.byPlace.put(entry.getKey(), current.form.decode(entry.getValue()));
        sums.bytes += entry.getValue().length;
      }
      sums.read = true;
    }
    return sums;
  }

  private Task<C> task() {
    if (task == null) {
      throw new IllegalStateException("open was not called");
    }
    return task;
  }
}
