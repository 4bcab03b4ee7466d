package org.virowatch.stack.kafka;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.virowatch.stack.config.StackException;

/** How the stack asks its broker, and how long it waits for answers. */
final class BrokerAdmin {
  static final int TIMEOUT_MS = 10_000;

  private BrokerAdmin() {}

  /** Returns a client of the broker at this address. */
  static Admin open(String bootstrapServers) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.CLIENT_ID_CONFIG,
            "virowatch-stack",
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            TIMEOUT_MS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            TIMEOUT_MS,
            AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
            50,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            500));
  }

  /**
   * Waits for an answer.
   *
   * @throws StackException if the broker refuses or does not answer
   */
  static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_MS + 2000L, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new StackException("the broker did not do what it was asked: " + reason, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while waiting for the broker", e);
    }
  }
}
