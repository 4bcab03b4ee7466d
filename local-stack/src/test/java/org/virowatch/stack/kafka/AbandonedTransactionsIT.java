package org.virowatch.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.alerting.topic.TopicReader;
import org.virowatch.schemas.topic.Topic;

/** A job's transactions of before are ended; its own and others' are not. */
class AbandonedTransactionsIT {
  private static final String JOB = "virowatch-variant-calling";
  private static final byte[] RECORD = {1};

  @TempDir private Path folder;

  @Test
  void whatAnEarlierRunLeftOpenIsAbortedAndNothingElse() throws Exception {
    try (RunningBroker broker = new RunningBroker(folder);
        var ofBefore = broker.inTransaction(JOB + "-genomes-3-0", Topic.GENOMES, RECORD);
        var ofAnother =
            broker.inTransaction("virowatch-surveillance-x-0-0", Topic.ALERTS, RECORD)) {
      TimeUnit.MILLISECONDS.sleep(20);
      Instant submitted = Instant.now();
      TimeUnit.MILLISECONDS.sleep(20);
      try (var ofNow = broker.inTransaction(JOB + "-genomes-0-0", Topic.GENOMES, RECORD)) {
        assertThat(AbandonedTransactions.end(broker.bootstrapServers(), JOB, submitted))
            .containsExactly(JOB + "-genomes-3-0");
        assertThat(AbandonedTransactions.end(broker.bootstrapServers(), JOB, submitted)).isEmpty();

        ofNow.commitTransaction();
        ofAnother.commitTransaction();
        assertThatThrownBy(ofBefore::commitTransaction).isInstanceOf(KafkaException.class);
      }
      // Readers of committed records come past the end of what was left open.
      assertThat(committed(broker, Topic.GENOMES)).containsExactly(JOB + "-genomes-0-0");
      assertThat(committed(broker, Topic.ALERTS)).hasSize(1);
    }
  }

  private static List<String> committed(RunningBroker broker, Topic topic) {
    List<String> keys = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(broker.bootstrapServers(), topic)) {
      reader.readToEnd((key, value) -> keys.add(key));
    }
    return keys;
  }
}
