package org.virowatch.stack.kafka;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.virowatch.stack.config.StackException;

/**
 * Transactions that an earlier run of a job left open and that nobody will end. Who reads committed
 * records waits behind them until the broker aborts them, which it does late (decision 21).
 *
 * <p>Flink ends what is open under the ids that it uses, and not what is open under an id that a
 * failed run had and this one does not need, as after a start with fewer task slots (FLINK-40626).
 */
public final class AbandonedTransactions {
  private AbandonedTransactions() {}

  /**
   * Aborts a job's transactions that were begun before a time.
   *
   * @param job the job's name, the prefix of its transactional ids
   * @param before when the job's present run was submitted; it must have committed all that it was
   *     restored with
   * @return the transactional ids of those that were aborted
   * @throws StackException if the broker does not do it
   */
  public static List<String> end(String bootstrapServers, String job, Instant before) {
    try (Admin admin = BrokerAdmin.open(bootstrapServers)) {
      var open = new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING));
      List<String> ids =
          BrokerAdmin.await(admin.listTransactions(open).all()).stream()
              .map(TransactionListing::transactionalId)
              .filter(id -> id.startsWith(job + "-"))
              .toList();
      if (ids.isEmpty()) {
        return ids;
      }
      List<String> abandoned =
          BrokerAdmin.await(admin.describeTransactions(ids).all()).entrySet().stream()
              .filter(
                  each ->
                      each.getValue().transactionStartTimeMs().orElse(Long.MAX_VALUE)
                          < before.toEpochMilli())
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      if (!abandoned.isEmpty()) {
        BrokerAdmin.await(admin.fenceProducers(abandoned).all());
      }
      return abandoned;
    }
  }
}
