package org.virowatch.stack.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.stack.config.StackException;

/** Creates the topics of a stack and tells how much they hold. */
public final class StackTopics implements AutoCloseable {
  /** A gap of more offsets than this holds records for sure, or soon will be known to. */
  private static final int MOST_MARKERS = 50;

  private static final Duration MARKER_PATIENCE = Duration.ofSeconds(3);

  private final String bootstrapServers;
  private final Admin admin;

  /** Talks to the broker at this address. */
  public StackTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = BrokerAdmin.open(bootstrapServers);
  }

  /**
   * Returns whether the broker answers.
   *
   * @param timeoutMillis how long to wait for the answer
   */
  public boolean isReachable(int timeoutMillis) {
    try {
      return !admin.describeCluster().nodes().get(timeoutMillis, TimeUnit.MILLISECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Creates the topics that are not there yet; leaves the others as they are.
   *
   * @return remarks for the operator, such as topics kept with another number of partitions
   */
  public List<String> create(int dataPartitions) {
    Set<String> existing = BrokerAdmin.await(admin.listTopics().names());
    List<NewTopic> missing =
        Arrays.stream(Topic.values())
            .filter(topic -> !existing.contains(topic.topicName()))
            .map(
                topic ->
                    new NewTopic(topic.topicName(), topic.partitions(dataPartitions), (short) 1)
                        .configs(topic.settings()))
            .toList();
    BrokerAdmin.await(admin.createTopics(missing).all());
    List<String> remarks = new ArrayList<>();
    describe()
        .forEach(
            (topic, partitions) -> {
              if (partitions != topic.partitions(dataPartitions)) {
                remarks.add(
                    "topic '"
                        + topic.topicName()
                        + "' keeps its "
                        + partitions
                        + " partitions; --partitions counts only where a topic is created");
              }
            });
    return remarks;
  }

  /** Creates a topic that is none of the product's, with the broker's own settings. */
  public void createPlain(String name, int partitions) {
    BrokerAdmin.await(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
  }

  /** Removes a topic with everything in it and creates it again. */
  public void empty(Topic topic, int dataPartitions) {
    BrokerAdmin.await(admin.deleteTopics(List.of(topic.topicName())).all());
    NewTopic again =
        new NewTopic(topic.topicName(), topic.partitions(dataPartitions), (short) 1)
            .configs(topic.settings());
    long deadline = System.nanoTime() + Duration.ofMillis(BrokerAdmin.TIMEOUT_MS).toNanos();
    while (true) {
      try {
        BrokerAdmin.await(admin.createTopics(List.of(again)).all());
        return;
      } catch (StackException e) {
        // The broker removes a topic some time after it said so.
        if (System.nanoTime() > deadline) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while a topic was emptied", e);
    }
  }

  /**
   * Returns how many offsets each topic spans. That is an upper bound of its records: compaction
   * leaves gaps, and so do the markers of transactions.
   */
  public Map<Topic, Long> offsets() {
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> last = new HashMap<>();
    describe()
        .forEach(
            (topic, partitions) -> {
              for (int i = 0; i < partitions; i++) {
                first.put(new TopicPartition(topic.topicName(), i), OffsetSpec.earliest());
                last.put(new TopicPartition(topic.topicName(), i), OffsetSpec.latest());
              }
            });
    var begins = BrokerAdmin.await(admin.listOffsets(first).all());
    var ends = BrokerAdmin.await(admin.listOffsets(last).all());
    Map<String, Long> sums = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          var begin = begins.get(partition);
          long span = end.offset() - (begin == null ? 0 : begin.offset());
          sums.merge(partition.topic(), span, Long::sum);
        });
    return Arrays.stream(Topic.values())
        .filter(topic -> sums.containsKey(topic.topicName()))
        .collect(
            Collectors.toMap(
                topic -> topic,
                topic -> sums.getOrDefault(topic.topicName(), 0L),
                (a, b) -> a,
                () -> new EnumMap<>(Topic.class)));
  }

  /**
   * Returns how many offsets each consumer group has still to read in the stack's topics, by group
   * and topic. The jobs commit what they read with each checkpoint. A partition in which only
   * markers of transactions are left has been read: its lag is 0.
   */
  public Map<String, Map<Topic, Long>> lag() {
    Map<String, Map<Topic, Long>> lag = new TreeMap<>();
    var groups = BrokerAdmin.await(admin.listGroups().valid());
    for (var group : groups) {
      var committed =
          BrokerAdmin.await(
              admin
                  .listConsumerGroupOffsets(group.groupId())
                  .partitionsToOffsetAndMetadata(group.groupId()));
      Map<TopicPartition, OffsetSpec> last = new HashMap<>();
      committed.keySet().forEach(partition -> last.put(partition, OffsetSpec.latest()));
      var ends = BrokerAdmin.await(admin.listOffsets(last).all());
      Set<TopicPartition> read = readApartFromMarkers(committed, ends);
      for (Topic topic : Topic.values()) {
        long[] sum = {0};
        boolean[] reads = {false};
        committed.forEach(
            (partition, offset) -> {
              var end = ends.get(partition);
              if (partition.topic().equals(topic.topicName()) && offset != null && end != null) {
                reads[0] = true;
                sum[0] +=
                    read.contains(partition) ? 0 : Math.max(0, end.offset() - offset.offset());
              }
            });
        if (reads[0]) {
          lag.computeIfAbsent(group.groupId(), id -> new EnumMap<>(Topic.class)).put(topic, sum[0]);
        }
      }
    }
    return lag;
  }

  /** Returns the partitions behind whose committed offset no committed record follows. */
  private Set<TopicPartition> readApartFromMarkers(
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends) {
    Map<TopicPartition, Long> doubtful = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          var end = ends.get(partition);
          long gap = end == null || offset == null ? 0 : end.offset() - offset.offset();
          if (gap > 0 && gap <= MOST_MARKERS) {
            doubtful.put(partition, offset.offset());
          }
        });
    Set<TopicPartition> read = new HashSet<>();
    if (doubtful.isEmpty()) {
      return read;
    }
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(doubtful.keySet());
      doubtful.forEach(consumer::seek);
      Set<TopicPartition> open = new HashSet<>(doubtful.keySet());
      long deadline = System.nanoTime() + MARKER_PATIENCE.toNanos();
      while (!open.isEmpty() && System.nanoTime() < deadline) {
        open.removeAll(consumer.poll(Duration.ofMillis(100)).partitions());
        for (TopicPartition partition : List.copyOf(open)) {
          var end = ends.get(partition);
          if (end != null && consumer.position(partition) >= end.offset()) {
            read.add(partition);
            open.remove(partition);
          }
        }
      }
    }
    return read;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }

  private Map<Topic, Integer> describe() {
    Set<String> existing = BrokerAdmin.await(admin.listTopics().names());
    List<String> ours =
        Arrays.stream(Topic.values()).map(Topic::topicName).filter(existing::contains).toList();
    Map<String, TopicDescription> described =
        BrokerAdmin.await(admin.describeTopics(ours).allTopicNames());
    Map<Topic, Integer> partitions = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      TopicDescription description = described.get(topic.topicName());
      if (description != null) {
        partitions.put(topic, description.partitions().size());
      }
    }
    return partitions;
  }
}
