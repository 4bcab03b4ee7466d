package org.virowatch.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.calendar.Retention;
import picocli.CommandLine.Option;

/** The command-line options that both jobs take. */
public final class JobOptions {
  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka brokers.")
  private String bootstrapServers;

  @Option(
      names = "--dataset",
      paramLabel = "NAME|PATH",
      description =
          "Reference dataset: a built-in or fetched name, a folder or a zip archive that the"
              + " workers can read. Repeatable. Default: the built-in sars-cov-2.")
  private List<String> datasets = JobSettings.defaults().datasets();

  @Option(
      names = "--dataset-cache",
      paramLabel = "DIR",
      description = "Folder of fetched datasets. Default: .virowatch/datasets.")
  private Path datasetCache = Path.of(JobSettings.defaults().datasetCache());

  @Option(
      names = "--tick",
      paramLabel = "ISO8601",
      description =
          "Interval of event time at which alert rules are evaluated, such as PT1H (default) or"
              + " P1D for a replay.")
  private Duration tick = JobSettings.defaults().tick();

  @Option(
      names = "--out-of-orderness",
      paramLabel = "ISO8601",
      description =
          "How far submission times may go back before a genome counts only at the next tick."
              + " Default: PT1M.")
  private Duration outOfOrderness = JobSettings.defaults().outOfOrderness();

  @Option(
      names = "--idle",
      paramLabel = "ISO8601",
      description = "Silence after which event time goes on with the clock. Default: PT5S.")
  private Duration idle = JobSettings.defaults().idle();

  @Option(
      names = "--retention",
      paramLabel = "ISO8601",
      converter = RetentionConverter.class,
      description =
          "How long genomes count after the period of their collection, such as P2Y. Default:"
              + " forever.")
  private Retention retention = JobSettings.defaults().retention();

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "ISO8601",
      description =
          "How often state is checkpointed and output committed. Default: PT0.5S for variant"
              + " calling, PT1S for surveillance.")
  private @Nullable Duration checkpointInterval;

  @Option(
      names = "--publish-interval",
      paramLabel = "ISO8601",
      description = "Shortest time between two publications of one cell. Default: PT0.5S.")
  private Duration publishInterval = JobSettings.defaults().publishInterval();

  @Option(
      names = "--bundle-interval",
      paramLabel = "ISO8601",
      description = "Longest time that counts are added up before the shuffle. Default: PT0.1S.")
  private Duration bundleInterval = JobSettings.defaults().bundleInterval();

  @Option(
      names = "--transaction-timeout",
      paramLabel = "ISO8601",
      description =
          "How long the broker keeps what a checkpoint has prepared and nobody has committed: the"
              + " longest outage after which nothing is lost. At most the broker's"
              + " transaction.max.timeout.ms. Default: PT15M, what brokers allow by default.")
  private Duration transactionTimeout = JobSettings.defaults().transactionTimeout();

  /**
   * Returns the options as settings.
   *
   * @param usual those of the job, where no option says otherwise
   */
  public JobSettings toSettings(JobSettings usual) {
    Duration checkpoint =
        checkpointInterval == null ? usual.checkpointInterval() : checkpointInterval;
    return usual
        .withBootstrapServers(bootstrapServers)
        .withDatasets(datasets)
        .withDatasetCache(datasetCache.toString())
        .withTime(tick, outOfOrderness, idle)
        .withRetention(retention)
        .withIntervals(checkpoint, publishInterval, bundleInterval)
        .withTransactionTimeout(transactionTimeout);
  }
}
