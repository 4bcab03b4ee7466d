package org.virowatch.alerting.channel;

import org.virowatch.schemas.AlertEvent;

/**
 * Identity of one alert event: two events with the same key are the same event, however often they
 * are read or sent.
 *
 * @param alertId the alert
 * @param sequence the event's number in the alert's life, from 0
 */
public record AlertKey(String alertId, int sequence) {
  /** Returns the key of an event. */
  public static AlertKey of(AlertEvent event) {
    return new AlertKey(event.getAlertId(), event.getSequence());
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if the text is not {@code <alert id>-<sequence>}
   */
  public static AlertKey parse(String text) {
    int hyphen = text.lastIndexOf('-');
    if (hyphen <= 0) {
      throw new IllegalArgumentException("'" + text + "' is not <alert id>-<sequence>");
    }
    return new AlertKey(text.substring(0, hyphen), Integer.parseInt(text.substring(hyphen + 1)));
  }

  /** Returns {@code <alert id>-<sequence>}, which is also the idempotency key of deliveries. */
  @Override
  public String toString() {
    return alertId + "-" + sequence;
  }
}
