package org.virowatch.alerting.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.virowatch.alerting.SampleAlerts;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.topic.Topic;
import org.virowatch.schemas.wire.WireCodec;

class AlertFollowerTest {
  private static final TopicPartition ALERTS = new TopicPartition(Topic.ALERTS.topicName(), 0);

  private int commits;
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>("earliest") {
        @Override
        public synchronized void commitSync() {
          commits++;
          super.commitSync();
        }
      };
  private final WireCodec<AlertEvent> codec = WireCodec.of(AlertEvent.class);
  private final List<AlertEvent> received = new ArrayList<>();

  @BeforeEach
  void assignThePartitionAtTheFirstPoll() {
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(ALERTS));
          consumer.updateBeginningOffsets(Map.of(ALERTS, 0L));
        });
  }

  @Test
  void positionMovesOnlyAfterTheReceiverHasTheEvents() {
    List<Long> committedWhileReceiving = new ArrayList<>();
    AlertFollower[] follower = new AlertFollower[1];
    follower[0] =
        new AlertFollower(
            consumer,
            events -> {
              committedWhileReceiving.add(committed());
              received.addAll(events);
            });
    consumer.schedulePollTask(() -> add(0, codec.encode(SampleAlerts.event("a", 0))));
    consumer.schedulePollTask(() -> add(1, codec.encode(SampleAlerts.event("a", 1))));
    long[] committedAtTheEnd = new long[1];
    consumer.schedulePollTask(
        () -> {
          committedAtTheEnd[0] = committed();
          follower[0].stop();
        });

    follower[0].run();

    assertThat(received).extracting(AlertEvent::getSequence).containsExactly(0, 1);
    assertThat(committedWhileReceiving).containsExactly(0L, 1L);
    assertThat(committedAtTheEnd[0]).isEqualTo(2);
  }

  @Test
  void eventsThatCouldNotBeKeptAreNotCommittedAndEndTheService() {
    List<Long> attempted = new ArrayList<>();
    AlertFollower follower =
        new AlertFollower(
            consumer,
            events -> {
              attempted.add(committed());
              throw new UncheckedIOException(new IOException("no space left on device"));
            });
    consumer.schedulePollTask(() -> add(0, codec.encode(SampleAlerts.event("a", 0))));

    assertThatThrownBy(follower::run).hasMessageContaining("no space left on device");
    assertThat(attempted).containsExactly(0L);
    assertThat(consumer.closed()).isTrue();
    assertThat(commits).isZero();
  }

  @Test
  void recordsThatAreNoAlertsAreCountedAndPassedOver() {
    AlertFollower[] follower = new AlertFollower[1];
    follower[0] = new AlertFollower(consumer, received::addAll);
    consumer.schedulePollTask(
        () -> {
          add(0, "not an alert".getBytes(UTF_8));
          add(1, null);
          add(2, codec.encode(SampleAlerts.event("a", 0)));
        });
    consumer.schedulePollTask(() -> follower[0].stop());

    follower[0].run();

    assertThat(received).hasSize(1);
    assertThat(follower[0].undecodable()).isEqualTo(2);
    assertThat(follower[0].read()).isEqualTo(1);
  }

  private long committed() {
    var position = consumer.committed(Set.of(ALERTS)).get(ALERTS);
    return position == null ? 0 : position.offset();
  }

  private void add(long offset, byte @Nullable [] value) {
    consumer.addRecord(
        new ConsumerRecord<>(ALERTS.topic(), ALERTS.partition(), offset, new byte[0], value));
  }
}
