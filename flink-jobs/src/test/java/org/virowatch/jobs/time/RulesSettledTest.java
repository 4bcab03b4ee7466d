package org.virowatch.jobs.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RulesSettledTest {
  private final SettableClock clock = new SettableClock();
  private final SubmissionWatermarksTest.Watermarks output =
      new SubmissionWatermarksTest.Watermarks();
  private final RulesSettled<String> rules = new RulesSettled<>(clock);

  @Test
  void timeIsHeldUntilTheRulesThatAreThereWereRead() {
    at(5_000);
    rules.onEvent("rule", 0, output);
    at(5_400);
    rules.onEvent("rule", 0, output);
    at(5_899);
    assertThat(output.emitted).isEmpty();
    at(5_900);
    assertThat(output.emitted).containsExactly(Long.MAX_VALUE);
  }

  @Test
  void withoutAnyRuleTimeIsHeldNoLongerThanPatienceLasts() {
    at(RulesSettled.PATIENCE - 1);
    assertThat(output.emitted).isEmpty();
    at(RulesSettled.PATIENCE);
    assertThat(output.emitted).containsExactly(Long.MAX_VALUE);
  }

  private void at(long millis) {
    clock.now = millis;
    rules.onPeriodicEmit(output);
  }

  private static final class SettableClock extends Clock {
    private long now;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
