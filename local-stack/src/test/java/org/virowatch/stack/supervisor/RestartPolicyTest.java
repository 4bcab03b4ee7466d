package org.virowatch.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void waitsLongerEachTimeAndGivesUpInTheEnd() {
    RestartPolicy policy = new RestartPolicy();
    List<Long> pauses = new ArrayList<>();
    Instant now = START;
    for (int i = 1; i < RestartPolicy.MOST_FAILURES; i++) {
      Instant again = policy.onFailure(now).orElseThrow();
      pauses.add(Duration.between(now, again).toMillis());
      now = again;
    }

    assertThat(pauses).containsExactly(250L, 1000L, 4000L, 16_000L, 30_000L);
    assertThat(policy.onFailure(now)).isEmpty();
  }

  @Test
  void forgetsOldFailures() {
    RestartPolicy policy = new RestartPolicy();
    Instant now = START;
    for (int i = 0; i < 50; i++) {
      now = now.plus(RestartPolicy.MEMORY).plusSeconds(1);
      assertThat(policy.onFailure(now)).isEqualTo(Optional.of(now.plusMillis(250)));
    }
  }
}
