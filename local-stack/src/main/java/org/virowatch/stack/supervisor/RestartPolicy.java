package org.virowatch.stack.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * When something that failed is started again: soon the first time, later each further time, and
 * not any more when it keeps failing. Failures are forgotten with time.
 */
final class RestartPolicy {
  /** Failures within {@link #MEMORY} after which it is given up. */
  static final int MOST_FAILURES = 6;

  /** How long a failure counts. */
  static final Duration MEMORY = Duration.ofMinutes(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Deque<Instant> failures = new ArrayDeque<>();

  /** Notes a failure and returns when to start again; empty to give up. */
  Optional<Instant> onFailure(Instant now) {
    while (!failures.isEmpty() && failures.peekFirst().plus(MEMORY).isBefore(now)) {
      failures.removeFirst();
    }
    failures.addLast(now);
    if (failures.size() >= MOST_FAILURES) {
      return Optional.empty();
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << (2 * (failures.size() - 1)));
    return Optional.of(now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
  }
}
