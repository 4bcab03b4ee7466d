package org.virowatch.alerting.delivery;

import java.time.Instant;
import org.virowatch.alerting.channel.AlertKey;
import org.virowatch.schemas.AlertEvent;

/**
 * An event that a channel has accepted and not settled.
 *
 * @param key the event's identity
 * @param event the event
 * @param acceptedAt when the outbox took it; giving up is counted from here
 */
public record PendingDelivery(AlertKey key, AlertEvent event, Instant acceptedAt) {}
