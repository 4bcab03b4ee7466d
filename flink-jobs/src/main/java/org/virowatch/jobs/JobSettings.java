package org.virowatch.jobs;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.virowatch.surveillance.calendar.Retention;

/**
 * How the jobs run. Serializable, because operators carry parts of it to the workers.
 *
 * @param bootstrapServers the brokers, {@code host:port[,host:port]}
 * @param datasets names of built-in datasets, or paths of folders and zip archives; resolved where
 *     the operators run
 * @param datasetCache folder in which datasets fetched by name are kept
 * @param tick interval of event time at which alert rules are evaluated
 * @param outOfOrderness how far the submission times of a partition may go back before a genome
 *     counts only at the next tick
 * @param idle how long all partitions must be silent before event time goes on without them
 * @param retention how long genomes count after the period of their collection
 * @param checkpointInterval how often state is checkpointed and transactions are committed; the
 *     largest part of the time from a genome to its published frequency
 * @param publishInterval shortest time between two publications of one cell
 * @param bundleInterval longest time that counts wait to be added up before the shuffle
 * @param transactionTimeout how long the broker keeps what a checkpoint has prepared and nobody has
 *     committed: the longest outage after which nothing is lost; at most the broker's {@code
 *     transaction.max.timeout.ms}
 */
public record JobSettings(
    String bootstrapServers,
    List<String> datasets,
    String datasetCache,
    Duration tick,
    Duration outOfOrderness,
    Duration idle,
    Retention retention,
    Duration checkpointInterval,
    Duration publishInterval,
    Duration bundleInterval,
    Duration transactionTimeout)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** Checks every value and reports what is wrong with it. */
  public JobSettings {
    datasets = List.copyOf(datasets);
    requirePositive("tick", tick);
    requirePositive("idle", idle);
    requirePositive("checkpointInterval", checkpointInterval);
    requirePositive("publishInterval", publishInterval);
    requirePositive("bundleInterval", bundleInterval);
    requirePositive("transactionTimeout", transactionTimeout);
    if (outOfOrderness.isNegative()) {
      throw new IllegalArgumentException("outOfOrderness must not be negative: " + outOfOrderness);
    }
    if (datasets.isEmpty()) {
      throw new IllegalArgumentException("at least one reference dataset is needed, got none");
    }
  }

  /** Returns the settings that the command line starts from. */
  public static JobSettings defaults() {
    return new JobSettings(
        "localhost:9092",
        List.of("sars-cov-2"),
        ".virowatch/datasets",
        Duration.ofHours(1),
        Duration.ofMinutes(1),
        Duration.ofSeconds(5),
        Retention.FOREVER,
        Duration.ofSeconds(1),
        Duration.ofMillis(500),
        Duration.ofMillis(100),
        Duration.ofMinutes(15)); // What a broker allows unless it is told otherwise.
  }

  /** Returns these settings with other brokers. */
  public JobSettings withBootstrapServers(String servers) {
    return new JobSettings(
        servers,
        datasets,
        datasetCache,
        tick,
        outOfOrderness,
        idle,
        retention,
        checkpointInterval,
        publishInterval,
        bundleInterval,
        transactionTimeout);
  }

  /** Returns these settings with other datasets. */
  public JobSettings withDatasets(List<String> namesOrPaths) {
    return new JobSettings(
        bootstrapServers,
        namesOrPaths,
        datasetCache,
        tick,
        outOfOrderness,
        idle,
        retention,
        checkpointInterval,
        publishInterval,
        bundleInterval,
        transactionTimeout);
  }

  /** Returns these settings with another folder for fetched datasets. */
  public JobSettings withDatasetCache(String folder) {
    return new JobSettings(
        bootstrapServers,
        datasets,
        folder,
        tick,
        outOfOrderness,
        idle,
        retention,
        checkpointInterval,
        publishInterval,
        bundleInterval,
        transactionTimeout);
  }

  /** Returns these settings with another notion of event time. */
  public JobSettings withTime(Duration newTick, Duration newOutOfOrderness, Duration newIdle) {
    return new JobSettings(
        bootstrapServers,
        datasets,
        datasetCache,
        newTick,
        newOutOfOrderness,
        newIdle,
        retention,
        checkpointInterval,
        publishInterval,
        bundleInterval,
        transactionTimeout);
  }

  /** Returns these settings with another retention. */
  public JobSettings withRetention(Retention newRetention) {
    return new JobSettings(
        bootstrapServers,
        datasets,
        datasetCache,
        tick,
        outOfOrderness,
        idle,
        newRetention,
        checkpointInterval,
        publishInterval,
        bundleInterval,
        transactionTimeout);
  }

  /** Returns these settings with other processing-time intervals. */
  public JobSettings withIntervals(Duration checkpoint, Duration publish, Duration bundle) {
    return new JobSettings(
        bootstrapServers,
        datasets,
        datasetCache,
        tick,
        outOfOrderness,
        idle,
        retention,
        checkpoint,
        publish,
        bundle,
        transactionTimeout);
  }

  /** Returns these settings with another time that prepared output is kept. */
  public JobSettings withTransactionTimeout(Duration timeout) {
    return new JobSettings(
        bootstrapServers,
        datasets,
        datasetCache,
        tick,
        outOfOrderness,
        idle,
        retention,
        checkpointInterval,
        publishInterval,
        bundleInterval,
        timeout);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
