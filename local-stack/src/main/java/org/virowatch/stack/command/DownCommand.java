package org.virowatch.stack.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.stack.supervisor.LocalStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code virowatch down}: stops a stack and verifies that nothing is left running. */
@Command(
    name = "down",
    description = {
      "Stops the stack: both jobs write a savepoint, then every process ends.",
      "Nothing that was submitted is lost; 'virowatch up' continues from there. Remove the data",
      "folder to forget it."
    },
    footer = {"", "Example:", "  virowatch down --data-dir .virowatch"},
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = DeploymentOptions.DEFAULT_DATA_DIR,
      description = "Data folder of the stack to stop (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of(DeploymentOptions.DEFAULT_DATA_DIR);

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "90",
      description = {
        "How long to wait for an orderly end before what is left is killed (default:",
        "${DEFAULT-VALUE}). After a kill, 'up' continues from the last checkpoint."
      })
  private int timeoutSeconds = 90;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    LocalStack stack = LocalStack.at(dataDir);
    boolean ran =
        stack.stop(
            Duration.ofSeconds(timeoutSeconds),
            line -> {
              out.println("  " + line);
              out.flush();
            });
    out.println(
        ran
            ? "The stack is stopped; nothing of it is left running."
            : "No stack was running with the data folder " + stack.dataDir() + ".");
    out.flush();
    return 0;
  }
}
