package org.virowatch.jobs.state;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;

/**
 * Descriptors of state whose values are bytes in a {@link
 * org.virowatch.surveillance.compact.CompactForm}: Flink keeps them as they are, and the form knows
 * its versions.
 */
public final class BytesState {
  private BytesState() {}

  /** Returns the descriptor of a value. */
  public static ValueStateDescriptor<byte[]> value(String name) {
    return new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE);
  }

  /** Returns the descriptor of a map by text. */
  public static MapStateDescriptor<String, byte[]> map(String name) {
    return new MapStateDescriptor<>(
        name, StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
  }
}
