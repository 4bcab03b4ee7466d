package org.virowatch.jobs.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.virowatch.jobs.state.CountArithmetic.COUNTS;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.count.StringCounts;

class PendingChangesTest {
  /** In a stream that never rests something always waits for the tick after the one that is due. */
  @Test
  void weightIsThatOfWhatStillWaitsHoweverManyTicksHavePassed() {
    SplittableRandom random = new SplittableRandom(1);
    PendingChanges<StringCounts> pending =
        PendingChanges.read(List.of(), COUNTS, counts -> counts.size());
    for (long tick = 0; tick < 200; tick++) {
      for (int change = 0; change < 50; change++) {
        StringCounts counts = new StringCounts();
        counts.add("name " + random.nextInt(30), 1);
        pending.add(tick + random.nextInt(2), "part " + random.nextInt(3), counts);
      }
      pending.take(tick);

      long waiting =
          pending.peek(Long.MAX_VALUE).values().stream().mapToLong(StringCounts::size).sum();
      assertThat(waiting).isPositive();
      assertThat(pending.weight()).isEqualTo(waiting);
    }
  }
}
