package org.virowatch.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.stack.config.StackException;

class BrokerReleaseTest {
  @TempDir private Path folder;

  @Test
  void isFoundAmongTheJars() throws IOException {
    Files.createFile(folder.resolve("kafka-clients-4.9.0.jar"));
    Files.createFile(folder.resolve("kafka_2.13-4.10.2.jar"));

    assertThat(BrokerRelease.among(folder)).isEqualTo(new BrokerRelease(4, 10));
  }

  @Test
  void aFolderWithoutTheBrokerIsRefused() {
    assertThatThrownBy(() -> BrokerRelease.among(folder))
        .isInstanceOf(StackException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void readsItsOwnFoldersAndThoseOfEarlierReleases() {
    new BrokerRelease(4, 9).noteIn(folder);

    assertThatCode(() -> new BrokerRelease(4, 9).requireReadable(folder))
        .doesNotThrowAnyException();
    assertThatCode(() -> new BrokerRelease(4, 10).requireReadable(folder))
        .doesNotThrowAnyException();
  }

  @Test
  void aFolderOfALaterReleaseIsRefusedWithWhatToDo() {
    new BrokerRelease(4, 10).noteIn(folder);

    assertThatThrownBy(() -> new BrokerRelease(4, 9).requireReadable(folder))
        .isInstanceOf(StackException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("laid out by Kafka 4.10")
        .hasMessageContaining("Kafka 4.9 of this Virowatch")
        .hasMessageContaining("--data-dir");
  }

  @Test
  void foldersFromBeforeTheNoteAreOf4dot3() {
    assertThatThrownBy(() -> new BrokerRelease(4, 2).requireReadable(folder))
        .hasMessageContaining("laid out by Kafka 4.3");
    assertThatCode(() -> new BrokerRelease(4, 3).requireReadable(folder))
        .doesNotThrowAnyException();
  }
}
