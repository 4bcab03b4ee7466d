package org.virowatch.jobs.state;

import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Where a {@link LoggedSum} lies in the keyed state of Flink's current key. */
public abstract sealed class StatePlace implements LoggedSum.Place {
  private final MapState<String, byte[]> additions;

  private StatePlace(MapState<String, byte[]> additions) {
    this.additions = additions;
  }

  /** Returns the place of a key's only sum. */
  public static StatePlace of(ValueState<byte[]> sum, MapState<String, byte[]> additions) {
    return new InValue(sum, additions);
  }

  /** Returns the place of one of a key's sums. */
  public static StatePlace of(
      MapState<String, byte[]> sums, MapState<String, byte[]> additions, String name) {
    return new InMap(sums, additions, name);
  }

  abstract String additionKey(int number);

  @Override
  public byte @Nullable [] addition(int number) throws Exception {
    return additions.get(additionKey(number));
  }

  @Override
  public void putAddition(int number, byte @Nullable [] addition) throws Exception {
    put(additions, additionKey(number), addition);
  }

  private static void put(MapState<String, byte[]> state, String key, byte @Nullable [] value)
      throws Exception {
    if (value == null) {
      state.remove(key);
    } else {
      state.put(key, value);
    }
  }

  private static final class InValue extends StatePlace {
    private final ValueState<byte[]> sum;

    InValue(ValueState<byte[]> sum, MapState<String, byte[]> additions) {
      super(additions);
      this.sum = sum;
    }

    @Override
    String additionKey(int number) {
      return Integer.toString(number);
    }

    @Override
    public byte @Nullable [] sum() throws Exception {
      return sum.value();
    }

    @Override
    public void putSum(byte @Nullable [] bytes) throws Exception {
      if (bytes == null) {
        sum.clear();
      } else {
        sum.update(bytes);
      }
    }
  }

  private static final class InMap extends StatePlace {
    private final MapState<String, byte[]> sums;
    private final String name;

    InMap(MapState<String, byte[]> sums, MapState<String, byte[]> additions, String name) {
      super(additions);
      this.sums = sums;
      this.name = name;
    }

    @Override
    String additionKey(int number) {
      return name + "|" + number;
    }

    @Override
    public byte @Nullable [] sum() throws Exception {
      return sums.get(name);
    }

    @Override
    public void putSum(byte @Nullable [] bytes) throws Exception {
      put(sums, name, bytes);
    }
  }
}
