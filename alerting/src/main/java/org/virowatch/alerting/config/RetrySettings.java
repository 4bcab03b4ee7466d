package org.virowatch.alerting.config;

import java.time.Duration;

/**
 * When to try a failed delivery again: after {@code initialDelay}, then twice as long each time up
 * to {@code maxDelay}, each with ±20 % jitter, until {@code giveUpAfter} has passed since the event
 * was accepted.
 *
 * @param initialDelay before the second attempt
 * @param maxDelay longest wait between attempts, unless the receiver asks for longer
 * @param giveUpAfter then the event becomes a dead letter
 */
public record RetrySettings(Duration initialDelay, Duration maxDelay, Duration giveUpAfter) {
  /** One second, five minutes, one day. */
  public static final RetrySettings DEFAULT =
      new RetrySettings(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(1));

  /** Checks that the three rise. */
  public RetrySettings {
    if (initialDelay.isZero() || initialDelay.isNegative()) {
      throw new IllegalArgumentException("initialDelay must be longer than 0");
    }
    if (maxDelay.compareTo(initialDelay) <= 0 || giveUpAfter.compareTo(maxDelay) <= 0) {
      throw new IllegalArgumentException(
          "initialDelay, maxDelay and giveUpAfter must rise, but are "
              + DurationText.format(initialDelay)
              + ", "
              + DurationText.format(maxDelay)
              + " and "
              + DurationText.format(giveUpAfter));
    }
  }
}
