package org.virowatch.stack.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.jobs.JobSettings;
import org.virowatch.surveillance.calendar.Retention;

/**
 * What an operator chooses about a stack.
 *
 * @param dataDir the folder that holds everything the stack keeps; absolute
 * @param datasets reference datasets as {@code --dataset} names them, the default first
 * @param kafkaPort the broker's port; 0 for any free one
 * @param flinkPort the port of Flink's REST interface and web pages; 0 for any free one
 * @param partitions partitions of the data topics, where they are created
 * @param parallelism parallel instances of each operator of the jobs
 * @param taskManagers Flink TaskManager processes
 * @param tick how often, in event time, alert rules are decided
 * @param outOfOrderness how far submission times may go back within the upload before a genome
 *     counts only at the next tick
 * @param idle silence after which event time goes on without new genomes
 * @param retention how long genomes count after the period of their collection
 * @param memory memory of each TaskManager process, all included
 * @param webhooks addresses that every alert is posted to
 * @param alertChannels file of further alert channels; empty for none
 */
public record StackConfig(
    Path dataDir,
    List<String> datasets,
    int kafkaPort,
    int flinkPort,
    int partitions,
    int parallelism,
    int taskManagers,
    Duration tick,
    Duration outOfOrderness,
    Duration idle,
    Retention retention,
    MemorySize memory,
    List<String> webhooks,
    Optional<Path> alertChannels) {
  /** The dataset that needs no download. */
  public static final String BUILT_IN_DATASET = "sars-cov-2";

  /** Kafka's well-known port. */
  public static final int KAFKA_PORT = 9092;

  /** Flink's well-known web port. */
  public static final int FLINK_PORT = 8081;

  /** The least memory a TaskManager with both jobs runs in. */
  public static final MemorySize LEAST_MEMORY = new MemorySize(1024);

  /**
   * Checks every value.
   *
   * @throws StackException that names the option, its limits and the value given
   */
  public StackConfig {
    datasets = List.copyOf(datasets);
    webhooks = List.copyOf(webhooks);
    alertChannels = alertChannels.map(file -> file.toAbsolutePath().normalize());
    dataDir = dataDir.toAbsolutePath().normalize();
    require(!datasets.isEmpty(), "--dataset: at least one dataset is needed");
    requireBetween("--kafka-port", kafkaPort, 0, 65535);
    requireBetween("--flink-port", flinkPort, 0, 65535);
    requireBetween("--partitions", partitions, 1, 256);
    requireBetween("--parallelism", parallelism, 1, 128);
    requireBetween("--task-managers", taskManagers, 1, 64);
    require(
        tick.compareTo(Duration.ofSeconds(1)) >= 0 && tick.compareTo(Duration.ofDays(31)) <= 0,
        "--tick: " + tick + " is out of range; give an ISO 8601 duration from PT1S to P31D");
    require(
        !outOfOrderness.isNegative(),
        "--out-of-orderness: " + outOfOrderness + " is negative; give an ISO 8601 duration");
    require(
        !idle.isNegative() && !idle.isZero(),
        "--idle: " + idle + " is out of range; give an ISO 8601 duration such as PT5S");
    require(
        memory.mebibytes() >= LEAST_MEMORY.mebibytes(),
        "--memory: " + memory + " is too little for a TaskManager; give at least " + LEAST_MEMORY);
    require(
        kafkaPort == 0 || kafkaPort != flinkPort,
        "--kafka-port and --flink-port are both " + kafkaPort + "; choose two different ports");
  }

  /** Returns a builder with the defaults for a data folder. */
  public static Builder in(Path dataDir) {
    return new Builder(dataDir);
  }

  /** Returns a builder that starts from these values. */
  public Builder toBuilder() {
    return new Builder(dataDir)
        .datasets(datasets)
        .kafkaPort(kafkaPort)
        .flinkPort(flinkPort)
        .partitions(partitions)
        .parallelism(parallelism)
        .taskManagers(taskManagers)
        .tick(tick)
        .outOfOrderness(outOfOrderness)
        .idle(idle)
        .retention(retention)
        .memory(memory)
        .webhooks(webhooks)
        .alertChannels(alertChannels);
  }

  /** Returns the task slots each TaskManager offers, so that both jobs fit. */
  public int slotsPerTaskManager() {
    return (2 * parallelism + taskManagers - 1) / taskManagers;
  }

  private static void requireBetween(String option, int value, int least, int most) {
    require(
        least <= value && value <= most,
        option + ": " + value + " is out of range; it may be " + least + " to " + most);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new StackException(message);
    }
  }

  /** Collects values; what is not set keeps its default. */
  public static final class Builder {
    private final Path dataDir;
    private List<String> datasets = List.of(BUILT_IN_DATASET);
    private int kafkaPort = KAFKA_PORT;
    private int flinkPort = FLINK_PORT;
    private int partitions = 4;
    private int parallelism = 2;
    private int taskManagers = 1;
    private Duration tick = Duration.ofHours(1);
    private Duration outOfOrderness = JobSettings.defaults().outOfOrderness();
    private Duration idle = JobSettings.defaults().idle();
    private Retention retention = Retention.FOREVER;
    private @Nullable MemorySize memory;
    private List<String> webhooks = List.of();
    private Optional<Path> alertChannels = Optional.empty();

    private Builder(Path dataDir) {
      this.dataDir = dataDir;
    }

    /** Sets the reference datasets, the default first. */
    public Builder datasets(List<String> value) {
      this.datasets = List.copyOf(value);
      return this;
    }

    /** Sets the broker's port; 0 for any free one. */
    public Builder kafkaPort(int value) {
      this.kafkaPort = value;
      return this;
    }

    /** Sets the port of Flink's REST interface; 0 for any free one. */
    public Builder flinkPort(int value) {
      this.flinkPort = value;
      return this;
    }

    /** Lets both ports be any free ones, so that stacks run side by side. */
    public Builder anyFreePorts() {
      return kafkaPort(0).flinkPort(0);
    }

    /** Sets the partitions of new data topics. */
    public Builder partitions(int value) {
      this.partitions = value;
      return this;
    }

    /** Sets the jobs' parallelism. */
    public Builder parallelism(int value) {
      this.parallelism = value;
      return this;
    }

    /** Sets the number of TaskManager processes. */
    public Builder taskManagers(int value) {
      this.taskManagers = value;
      return this;
    }

    /** Sets the alert tick in event time. */
    public Builder tick(Duration value) {
      this.tick = value;
      return this;
    }

    /** Sets how far submission times may go back before a genome waits for the next tick. */
    public Builder outOfOrderness(Duration value) {
      this.outOfOrderness = value;
      return this;
    }

    /** Sets the silence after which event time goes on without new genomes. */
    public Builder idle(Duration value) {
      this.idle = value;
      return this;
    }

    /** Sets how long genomes count after the period of their collection. */
    public Builder retention(Retention value) {
      this.retention = value;
      return this;
    }

    /** Sets the memory of each TaskManager process. */
    public Builder memory(MemorySize value) {
      this.memory = value;
      return this;
    }

    /** Sets the addresses that every alert is posted to. */
    public Builder webhooks(List<String> value) {
      this.webhooks = List.copyOf(value);
      return this;
    }

    /** Sets the file of further alert channels. */
    public Builder alertChannels(Optional<Path> value) {
      this.alertChannels = value;
      return this;
    }

    /**
     * Returns the configuration.
     *
     * @throws StackException if a value is out of range
     */
    public StackConfig build() {
      return new StackConfig(
          dataDir,
          datasets,
          kafkaPort,
          flinkPort,
          partitions,
          parallelism,
          taskManagers,
          tick,
          outOfOrderness,
          idle,
          retention,
          memory == null ? MemorySize.ofTaskManager(taskManagers) : memory,
          webhooks,
          alertChannels);
    }
  }
}
