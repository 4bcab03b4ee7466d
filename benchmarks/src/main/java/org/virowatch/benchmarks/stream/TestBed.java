package org.virowatch.benchmarks.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A broker and a cluster of their own, started for one measurement and gone after it. */
public interface TestBed extends AutoCloseable {
  /** A job that can run on the cluster. */
  enum Job {
    /** Hands records of {@code submissions} on as they are: the limit of the machine. */
    PASS_THROUGH,
    /** {@code submissions} to {@code genomes}. */
    VARIANT_CALLING,
    /** {@code genomes} to {@code frequencies} and {@code alerts}. */
    SURVEILLANCE
  }

  /**
   * How a bed is to be made.
   *
   * @param dataset what {@code --dataset} names
   * @param tick interval of event time at which rules are decided
   * @param outOfOrderness how far submission times may go back
   * @param memoryMebibytes memory of the TaskManager; null for what {@code up} gives it
   */
  record Settings(
      String dataset, Duration tick, Duration outOfOrderness, @Nullable Integer memoryMebibytes) {
    /** Returns these settings with another dataset. */
    Settings with(String otherDataset) {
      return new Settings(otherDataset, tick, outOfOrderness, memoryMebibytes);
    }
  }

  /** Makes beds. */
  interface Factory {
    /** A broker and a cluster on which no job runs yet. */
    TestBed bare(Settings settings);

    /** The whole stack as {@code virowatch up} starts it, supervised, with both jobs running. */
    TestBed whole(Settings settings);
  }

  /**
   * What is known of the last checkpoint that a job completed.
   *
   * @param id Flink's number of it
   * @param duration from its trigger to its completion
   * @param stateBytes all of the state it stands for
   * @param writtenBytes what was written for it, when earlier checkpoints hold the rest
   * @param bytesByOperator state by the name of the task that holds it
   */
  record Checkpoint(
      long id,
      Duration duration,
      long stateBytes,
      long writtenBytes,
      Map<String, Long> bytesByOperator) {
    /** Copies the map. */
    public Checkpoint {
      bytesByOperator = Map.copyOf(bytesByOperator);
    }
  }

  /**
   * Counts of the checkpoints of a job.
   *
   * @param completed how many were completed
   * @param failed how many failed
   */
  record Checkpoints(long completed, long failed) {}

  /** Returns the broker's address. */
  String bootstrapServers();

  /** Starts a job and waits until all of its tasks run. */
  void run(Job job);

  /** Ends a job without a savepoint. */
  void cancel(Job job);

  /** Returns the name under which a job commits what it has read. */
  String consumerGroup(Job job);

  /** Returns the last completed checkpoint of a job; null before the first. */
  @Nullable Checkpoint lastCheckpoint(Job job);

  /** Returns how many checkpoints a job completed and how many failed. */
  Checkpoints checkpoints(Job job);

  /** Returns the processor time that each living process has used since it began, by its name. */
  Map<String, Duration> processorTime();

  /** Ends a TaskManager as {@code kill -9} does; it is started again as in the product. */
  void killTaskManager();

  /**
   * What the command {@code dataset activate} took.
   *
   * @param length from the start of its process to its end
   * @param processorTime of its process
   * @param moved what it said of the genomes that it moved
   */
  record Activated(Duration length, Duration processorTime, String moved) {}

  /**
   * Runs {@code dataset activate} in a process of its own, on a whole stack.
   *
   * @param location of the version to activate
   * @param profile where the process records itself; null for no profile
   * @param said is told each line it prints, by another thread
   * @throws IllegalStateException if it fails
   */
  Activated activate(String location, @Nullable Path profile, Consumer<String> said);

  /**
   * Records a profile of the TaskManager, until the bed is closed or for the given time, into a
   * file.
   */
  void profile(Path file, Duration length);

  /** Returns the names of the topics' partitions that the bed was made with. */
  int partitions();

  /** Ends every process and removes what they kept. */
  @Override
  void close();

  /** Returns the names of processes in the order in which tables show them. */
  static List<String> processes() {
    return List.of("taskmanager", "kafka", "jobmanager");
  }
}
