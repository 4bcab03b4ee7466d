package org.virowatch.stack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackConfigTest {
  @TempDir Path dataDir;

  @Test
  void defaultsAreTheDocumentedOnes() {
    StackConfig config = StackConfig.in(dataDir).build();

    assertThat(config.datasets()).containsExactly("sars-cov-2");
    assertThat(config.kafkaPort()).isEqualTo(9092);
    assertThat(config.flinkPort()).isEqualTo(8081);
    assertThat(config.partitions()).isEqualTo(4);
    assertThat(config.parallelism()).isEqualTo(2);
    assertThat(config.taskManagers()).isEqualTo(1);
    assertThat(config.tick()).isEqualTo(Duration.ofHours(1));
    assertThat(config.memory().mebibytes()).isBetween(1792, 4096);
  }

  @ParameterizedTest
  @CsvSource({
    "4096,4000,1,1792",
    "16384,15000,1,3276",
    "16384,4000,1,2700",
    "24105,20000,1,4096",
    "65536,60000,1,4096",
    "65536,60000,4,3276"
  })
  void taskManagersShareAFifthOfTheMachineAsFarAsItIsFree(
      long total, long available, int taskManagers, int expected) {
    assertThat(MemorySize.ofTaskManager(total, available, taskManagers))
        .isEqualTo(new MemorySize(expected));
  }

  @Test
  void bothJobsFitIntoTheSlots() {
    assertThat(StackConfig.in(dataDir).build().slotsPerTaskManager()).isEqualTo(4);
    assertThat(StackConfig.in(dataDir).parallelism(3).taskManagers(4).build().slotsPerTaskManager())
        .isEqualTo(2);
  }

  @Test
  void aWrongValueNamesItsOptionAndItsLimits() {
    assertThatThrownBy(() -> StackConfig.in(dataDir).kafkaPort(70000).build())
        .isInstanceOf(StackException.class)
        .hasMessageContaining("--kafka-port")
        .hasMessageContaining("65535");
    assertThatThrownBy(() -> StackConfig.in(dataDir).memory(new MemorySize(300)).build())
        .hasMessageContaining("--memory")
        .hasMessageContaining("1024m");
    assertThatThrownBy(() -> StackConfig.in(dataDir).tick(Duration.ofMillis(999)).build())
        .hasMessageContaining("--tick");
    assertThatThrownBy(() -> StackConfig.in(dataDir).kafkaPort(8081).build())
        .hasMessageContaining("two different ports");
    assertThatThrownBy(() -> StackConfig.in(dataDir).datasets(List.of()).build())
        .hasMessageContaining("--dataset");
  }

  @Test
  void whatIsKeptInTheDataFolderIsReadBack() {
    StackConfig config =
        StackConfig.in(dataDir)
            .datasets(List.of("sars-cov-2", "/a b/c=d"))
            .anyFreePorts()
            .partitions(7)
            .parallelism(3)
            .taskManagers(2)
            .tick(Duration.ofDays(1))
            .memory(new MemorySize(2048))
            .webhooks(List.of("http://127.0.0.1:1/x"))
            .alertChannels(Optional.of(dataDir.resolve("channels.yaml")))
            .build();

    StackConfigFile.write(config);

    assertThat(StackConfigFile.read(dataDir)).contains(config);
  }

  @Test
  void aFolderWithoutKeptChoicesHasNone() {
    assertThat(StackConfigFile.read(dataDir)).isEmpty();
  }

  @Test
  void aDamagedFileOfChoicesIsNamed() throws Exception {
    Files.writeString(dataDir.resolve("stack.properties"), "dataset.1=sars-cov-2\nkafka.port=x\n");

    assertThatThrownBy(() -> StackConfigFile.read(dataDir))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("stack.properties")
        .hasMessageContaining("kafka.port");
  }
}
