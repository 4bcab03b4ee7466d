package org.virowatch.surveillance.count;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many genomes do not know a site, ready to be asked often. Immutable; made by {@link
 * UnknownCounts#profile()}.
 */
public final class UnknownProfile {
  private final Map<String, Steps> axes;

  UnknownProfile(Map<String, Steps> axes) {
    this.axes = axes;
  }

  /** Returns how many genomes do not know the 1-based site of the axis. */
  public long unknownAt(String axis, int site) {
    @Nullable Steps steps = axes.get(axis);
    return steps == null ? 0 : steps.at(site);
  }

  /** A step function: from {@code positions[i]} on the value is {@code values[i]}. */
  static final class Steps {
    private final int[] positions;
    private final long[] values;

    private Steps(int[] positions, long[] values) {
      this.positions = positions;
      this.values = values;
    }

    static Steps of(DifferenceArray array) {
      int[] positions = array.sortedPositions();
      long[] values = new long[positions.length];
      long sum = 0;
      for (int i = 0; i < positions.length; i++) {
        sum += array.changeAt(positions[i]);
        values[i] = sum;
      }
      return new Steps(positions, values);
    }

    long at(int site) {
      int found = Arrays.binarySearch(positions, site);
      int index = found >= 0 ? found : -found - 2;
      return index < 0 ? 0 : values[index];
    }
  }
}
