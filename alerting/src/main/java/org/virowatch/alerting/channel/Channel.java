package org.virowatch.alerting.channel;

import org.virowatch.schemas.AlertEvent;

/**
 * A way out for alert events. Implementations are safe for use by several threads and make exactly
 * one attempt a call.
 */
public interface Channel extends AutoCloseable {
  /** Returns the channel's name, unique in a service. */
  String name();

  /**
   * Makes one attempt to deliver the event and says how it ended. May block for as long as the
   * channel's own time limit.
   */
  Attempt deliver(AlertEvent event);

  @Override
  default void close() {}
}
