package org.virowatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.alerting.config.ChannelSettings;
import picocli.CommandLine;

class AlertingServiceTest {
  @TempDir Path folder;

  @Test
  void withoutAFileAlertsGoToTheConsoleAndToEachWebhookOnce() {
    List<ChannelSettings> channels =
        channels(
            "--webhook",
            "http://localhost:1/a",
            "--webhook",
            "http://localhost:1/b",
            "--webhook",
            "http://localhost:1/a");

    assertThat(channels).hasSize(3);
    assertThat(channels.get(0)).isInstanceOf(ChannelSettings.Console.class);
    assertThat(channels.get(1).name()).startsWith("webhook-");
    assertThat(channels.get(2).name()).isNotEqualTo(channels.get(1).name());
  }

  @Test
  void webhookKeepsItsOutboxWhateverTheOrderOfOptions() {
    String name = channels("--webhook", "http://localhost:1/b").get(1).name();

    assertThat(channels("--webhook", "http://localhost:1/a", "--webhook", "http://localhost:1/b"))
        .extracting(ChannelSettings::name)
        .contains(name);
  }

  @Test
  void faultsOfFileAndOptionsAreReportedTogether() throws IOException {
    Path file = Files.writeString(folder.resolve("channels.yaml"), "channels: []");

    assertThatThrownBy(() -> channels("--config", file.toString(), "--webhook", "nowhere"))
        .hasMessageContaining("2 problems")
        .hasMessageContaining("channels: must be a list of at least one channel")
        .hasMessageContaining("--webhook: 'nowhere' is not an http or https address");
  }

  @Test
  void secondServiceOnTheSameFolderIsRefused() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    try (AlertPipeline first = pipeline(nowhere)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> pipeline(nowhere))
          .isInstanceOf(AlertingException.class)
          .hasMessageContaining("another alerting service works in " + folder);
    }
    pipeline(nowhere).close();
  }

  private AlertPipeline pipeline(PrintStream out) {
    return new AlertPipeline("127.0.0.1:1", "group", folder, channels(), out, Clock.systemUTC());
  }

  private List<ChannelSettings> channels(String... options) {
    AlertingService service = new AlertingService();
    new CommandLine(service).parseArgs(with(options));
    return service.channels();
  }

  private String[] with(String... options) {
    String[] all = new String[options.length + 4];
    System.arraycopy(options, 0, all, 4, options.length);
    all[0] = "--bootstrap-servers";
    all[1] = "127.0.0.1:1";
    all[2] = "--state-dir";
    all[3] = folder.toString();
    return all;
  }
}
