package org.virowatch.stack.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.RetentionConverter;
import org.virowatch.stack.config.MemorySize;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.surveillance.calendar.Retention;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options that describe a stack, for {@code up} and {@code demo}; use as a picocli mixin. */
public final class StackOptions {
  @Option(
      names = "--dataset",
      paramLabel = "NAME|PATH",
      description = {
        "Reference dataset: the built-in sars-cov-2, one fetched with 'dataset get', or a folder",
        "or zip archive of a Nextclade dataset. Repeatable; the first is the default."
      })
  private List<String> datasets = List.of();

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = "Port of the Kafka broker (default: 9092); 0 takes any free one.")
  private @Nullable Integer kafkaPort;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      description = "Port of Flink's web pages (default: 8081); 0 takes any free one.")
  private @Nullable Integer flinkPort;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of the data topics where they are created (default: 4).")
  private @Nullable Integer partitions;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Parallel instances of each operator of the jobs (default: 2).")
  private @Nullable Integer parallelism;

  @Option(
      names = "--task-managers",
      paramLabel = "N",
      description = "Flink TaskManager processes (default: 1).")
  private @Nullable Integer taskManagers;

  @Option(
      names = "--tick",
      paramLabel = "ISO8601",
      description = {
        "How often in event time alert rules are decided (default: PT1H; P1D suits the replay of",
        "a long history)."
      })
  private @Nullable Duration tick;

  @Option(
      names = "--out-of-orderness",
      paramLabel = "ISO8601",
      description = {
        "How far submission times may go back before a genome counts only at the next tick",
        "(default: PT1M; several days suit the replay of a long history)."
      })
  private @Nullable Duration outOfOrderness;

  @Option(
      names = "--idle",
      paramLabel = "ISO8601",
      description = "Silence after which event time goes on by the clock (default: PT5S).")
  private @Nullable Duration idle;

  @Option(
      names = "--retention",
      paramLabel = "ISO8601",
      converter = RetentionConverter.class,
      description = {
        "How long genomes count after the week of their collection, such as P2Y or P104W (default:",
        "forever). What is submitted later is rejected as PAST_RETENTION; what counts ceases to."
      })
  private @Nullable Retention retention;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = MemoryConverter.class,
      description =
          "Memory of each TaskManager process, all included (default: a fifth of the machine's, if"
              + " free, for all of them together, and each from 1792m to 4096m).")
  private @Nullable MemorySize memory;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "Address that every alert is posted to. Repeatable.")
  private List<String> webhooks = List.of();

  @Option(
      names = "--alert-channels",
      paramLabel = "FILE",
      description = "YAML file of further alert channels, with filters and headers.")
  private @Nullable Path alertChannels;

  /**
   * Returns the configuration: the options over what is given as a base.
   *
   * @throws org.virowatch.stack.config.StackException if a value is out of range
   */
  public StackConfig over(StackConfig base) {
    StackConfig.Builder builder = base.toBuilder();
    if (!datasets.isEmpty()) {
      builder.datasets(datasets);
    }
    if (!webhooks.isEmpty()) {
      builder.webhooks(webhooks);
    }
    Optional.ofNullable(kafkaPort).ifPresent(builder::kafkaPort);
    Optional.ofNullable(flinkPort).ifPresent(builder::flinkPort);
    Optional.ofNullable(partitions).ifPresent(builder::partitions);
    Optional.ofNullable(parallelism).ifPresent(builder::parallelism);
    Optional.ofNullable(taskManagers).ifPresent(builder::taskManagers);
    Optional.ofNullable(tick).ifPresent(builder::tick);
    Optional.ofNullable(outOfOrderness).ifPresent(builder::outOfOrderness);
    Optional.ofNullable(idle).ifPresent(builder::idle);
    Optional.ofNullable(retention).ifPresent(builder::retention);
    Optional.ofNullable(memory).ifPresent(builder::memory);
    Optional.ofNullable(alertChannels).ifPresent(file -> builder.alertChannels(Optional.of(file)));
    return builder.build();
  }

  /** Reads an amount of memory. */
  static final class MemoryConverter implements ITypeConverter<MemorySize> {
    @Override
    public MemorySize convert(String value) {
      return MemorySize.parse(value);
    }
  }
}
