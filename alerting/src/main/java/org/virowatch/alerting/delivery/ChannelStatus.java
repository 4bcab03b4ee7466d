package org.virowatch.alerting.delivery;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is doing.
 *
 * @param name the channel
 * @param pending events accepted and not settled
 * @param delivered events delivered since the service started
 * @param deadLetters events given up since the service started
 * @param failedAttempts attempts that will be or were tried again since the service started
 * @param lastProblem what went wrong last, if anything did
 */
@JsonPropertyOrder({"name", "pending", "delivered", "deadLetters", "failedAttempts", "lastProblem"})
public record ChannelStatus(
    String name,
    int pending,
    long delivered,
    long deadLetters,
    long failedAttempts,
    @Nullable String lastProblem) {}
