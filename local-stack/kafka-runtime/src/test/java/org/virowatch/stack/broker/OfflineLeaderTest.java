package org.virowatch.stack.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kafka.server.metadata.KRaftMetadataCache;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.server.common.KRaftVersion;
import org.junit.jupiter.api.Test;

/**
 * The broker's release is one whose transaction coordinator waits for partitions without a leader.
 * Others take them for deleted and give up what was committed in them (KAFKA-20734): genomes are
 * lost when the broker is killed at the wrong moment. See decision 21.
 */
class OfflineLeaderTest {
  private static final ListenerName LISTENER = new ListenerName("PLAINTEXT");

  @Test
  void aPartitionWhoseLeaderIsAwayIsNotTakenForDeleted() {
    MetadataDelta delta = new MetadataDelta.Builder().setImage(MetadataImage.EMPTY).build();
    Uuid topic = Uuid.randomUuid();
    delta.replay(new TopicRecord().setName("genomes").setTopicId(topic));
    delta.replay(
        new PartitionRecord()
            .setTopicId(topic)
            .setPartitionId(0)
            .setReplicas(List.of(1))
            .setIsr(List.of())
            .setLeader(-1));
    KRaftMetadataCache cache = new KRaftMetadataCache(1, () -> KRaftVersion.KRAFT_VERSION_0);
    cache.setImage(delta.apply(MetadataProvenance.EMPTY));

    assertThat(cache.getPartitionLeaderEndpoint("genomes", 0, LISTENER)).contains(Node.noNode());
    assertThat(cache.getPartitionLeaderEndpoint("genomes", 1, LISTENER)).isEmpty();
    assertThat(cache.getPartitionLeaderEndpoint("deleted", 0, LISTENER)).isEmpty();
  }
}
