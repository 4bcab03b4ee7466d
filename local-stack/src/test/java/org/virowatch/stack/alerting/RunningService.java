package org.virowatch.stack.alerting;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.virowatch.alerting.AlertingService;
import org.virowatch.stack.process.Installation;

/** The alerting service in a process of its own, as the supervisor starts it. */
final class RunningService {
  private final Process process;

  RunningService(String bootstrapServers, Path stateDir, URI webhook) throws IOException {
    Files.createDirectories(stateDir);
    process =
        new ProcessBuilder(
                List.of(
                    Installation.java().toString(),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    AlertingService.class.getName(),
                    "--bootstrap-servers",
                    bootstrapServers,
                    "--state-dir",
                    stateDir.toString(),
                    "--webhook",
                    webhook.toString()))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(stateDir.resolve("output.log").toFile()))
            .start();
  }

  /** Ends it as a crash does. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Ends it as the supervisor does. */
  void end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError("the service did not end within 30 s of SIGTERM");
    }
  }
}
