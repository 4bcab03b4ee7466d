package org.virowatch.alerting.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.alerting.history.AlertsCommand;
import org.virowatch.schemas.topic.Topic;
import picocli.CommandLine;

@Timeout(60)
class TopicReaderTest {
  @Test
  void brokerThatIsNotThereIsReportedWithinSeconds() throws Exception {
    String nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = "127.0.0.1:" + socket.getLocalPort();
    }
    long start = System.nanoTime();

    assertThatThrownBy(() -> TopicReader.open(nobody, Topic.ALERTS))
        .isInstanceOf(BrokerException.class)
        .hasMessageStartingWith("the broker at " + nobody + " cannot be reached")
        .hasMessageContaining("virowatch status");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void addressThatIsNoAddressIsReported() {
    assertThatThrownBy(() -> TopicReader.open("not an address", Topic.ALERTS))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("not an address");
  }

  @Test
  void alertsCommandWithoutAStackSaysHowToStartOne(@TempDir Path folder) {
    StringWriter errors = new StringWriter();
    int code =
        new CommandLine(new AlertsCommand())
            .setErr(new PrintWriter(errors, true))
            .execute("--data-dir", folder.toString());

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString()).contains("no stack is running").contains("virowatch up");
  }

  @Test
  void alertsCommandRefusesARegionThatIsNone(@TempDir Path folder) {
    StringWriter errors = new StringWriter();
    int code =
        new CommandLine(new AlertsCommand())
            .setErr(new PrintWriter(errors, true))
            .execute("--data-dir", folder.toString(), "--region", "England");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("--region: 'England' is not a region");
  }
}
