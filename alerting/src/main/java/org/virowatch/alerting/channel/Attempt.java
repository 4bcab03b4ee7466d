package org.virowatch.alerting.channel;

import java.time.Duration;
import java.util.Optional;

/** How one attempt to deliver an alert event ended. */
public sealed interface Attempt {
  /** The receiver has the event. */
  record Delivered() implements Attempt {}

  /**
   * It may work later.
   *
   * @param reason what went wrong, for a person
   * @param after how long the receiver asked to be left alone, if it did
   */
  record TryLater(String reason, Optional<Duration> after) implements Attempt {}

  /**
   * The receiver will never take this event; trying again is of no use.
   *
   * @param reason what went wrong and what to do, for a person
   */
  record Refused(String reason) implements Attempt {}
}
