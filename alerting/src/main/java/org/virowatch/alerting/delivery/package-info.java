/**
 * Gets every accepted event to its channel once, later if not now: a durable outbox a channel,
 * retries, dead letters. Nothing here knows how a channel delivers.
 */
@NullMarked
package org.virowatch.alerting.delivery;

import org.jspecify.annotations.NullMarked;
