package org.virowatch.stack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void aTakenPortIsRefusedWithTheOptionThatChoosesAnother() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = server.getLocalPort();

      assertThat(Ports.isFree(taken)).isFalse();
      assertThat(Ports.isListening(taken)).isTrue();
      assertThatThrownBy(() -> Ports.choose(taken, "--kafka-port", "Kafka"))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("port " + taken)
          .hasMessageContaining("--kafka-port");
    }
  }

  @Test
  void theHolderOfATakenPortIsNamedWhereTheSystemTells() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "only Linux tells");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.choose(server.getLocalPort(), "--kafka-port", "Kafka"))
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void zeroGivesAFreePortAndAFreePortIsKept() {
    int free = Ports.choose(0, "--kafka-port", "Kafka");

    assertThat(free).as("below the ports of connections").isBetween(1024, 32_767);
    assertThat(Ports.isListening(free)).isFalse();
    assertThat(Ports.choose(free, "--kafka-port", "Kafka")).isEqualTo(free);
  }
}
