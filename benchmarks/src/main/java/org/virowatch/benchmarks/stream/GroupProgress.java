package org.virowatch.benchmarks.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.virowatch.schemas.topic.Topic;

/**
 * How far a job has come: the offsets that it commits with each completed checkpoint, looked at ten
 * times a second. What a checkpoint holds is done for good, and its output is committed.
 */
final class GroupProgress implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;

  private final Admin admin;
  private final String group;
  private final Topic topic;
  private final int partitions;

  /** Follows a consumer group in a topic. */
  GroupProgress(String bootstrapServers, String group, Topic topic, int partitions) {
    this.group = group;
    this.topic = topic;
    this.partitions = partitions;
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * A look at a job.
   *
   * @param nanos when, by {@link System#nanoTime}
   * @param done offsets that were committed by then, of all partitions together
   * @param processorTime what each process had used by then
   */
  record Sample(long nanos, long done, Map<String, Duration> processorTime) {
    Sample {
      processorTime = Map.copyOf(processorTime);
    }
  }

  /** What was seen from the first record to the last. */
  record Run(List<Sample> samples, long end) {
    Run {
      samples = List.copyOf(samples);
    }

    /** Returns how much was done. */
    long done() {
      return samples.get(samples.size() - 1).done();
    }

    /**
     * Returns the sustained rate, between the first commits after a part of what was done and the
     * last commit.
     *
     * @param warmUp the part that is left out, 0 to 1
     */
    double rate(double warmUp) {
      Sample first = begin(warmUp);
      Sample last = firstWith(done());
      double seconds = (last.nanos() - first.nanos()) * 1e-9;
      return seconds <= 0 ? 0 : (last.done() - first.done()) / seconds;
    }

    /**
     * Returns the processor time that a process used for each, over the same time as the rate:
     * unlike the rate it says little about what else the machine did.
     */
    double processorMicros(String process, double warmUp) {
      Sample first = begin(warmUp);
      Sample last = firstWith(done());
      Duration used =
          last.processorTime()
              .getOrDefault(process, Duration.ZERO)
              .minus(first.processorTime().getOrDefault(process, Duration.ZERO));
      return used.toNanos() / 1e3 / Math.max(1, last.done() - first.done());
    }

    private Sample begin(double warmUp) {
      Sample first = firstWith(Math.max(1, (long) (done() * warmUp)));
      return first.done() < done() ? first : samples.get(0);
    }

    private Sample firstWith(long done) {
      for (Sample sample : samples) {
        if (sample.done() >= done) {
          return sample;
        }
      }
      return samples.get(samples.size() - 1);
    }
  }

  /** Returns the offset at which the topic ends now, of all partitions together. */
  long end() {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      latest.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
    }
    return await(admin.listOffsets(latest).all()).values().stream()
        .mapToLong(offset -> offset.offset())
        .sum();
  }

  /** Returns the offsets that the job has committed, of all partitions together. */
  long done() {
    long done = 0;
    for (var committed :
        await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet()) {
      if (committed.getKey().topic().equals(topic.topicName()) && committed.getValue() != null) {
        done += committed.getValue().offset();
      }
    }
    return done;
  }

  /**
   * Watches until the job has done everything up to an offset, or the time is over.
   *
   * @param end where to stop, all partitions together
   * @param seconds how long at most after the first commit
   * @param patience how long to wait for the first commit, in seconds
   * @param processorTime what processes have used
   */
  Run watch(
      long end, double seconds, double patience, Supplier<Map<String, Duration>> processorTime) {
    List<Sample> samples = new ArrayList<>();
    long before = done();
    long began = System.nanoTime();
    long firstCommit = Long.MAX_VALUE;
    while (true) {
      long done = done();
      long now = System.nanoTime();
      samples.add(new Sample(now, done, processorTime.get()));
      if (done > before && firstCommit == Long.MAX_VALUE) {
        firstCommit = now;
      }
      boolean over =
          firstCommit == Long.MAX_VALUE
              ? now - began > patience * 1e9
              : now - firstCommit > seconds * 1e9;
      if (done >= end || over) {
        return new Run(samples, end);
      }
      pause();
    }
  }

  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during the measurement", e);
    }
  }

  private static <T> T await(org.apache.kafka.common.KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not answer: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during the measurement", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
