package org.virowatch.stack.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackConfigFile;
import org.virowatch.stack.supervisor.LocalStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code virowatch up}: starts a stack in the background. */
@Command(
    name = "up",
    description = {
      "Starts the stack in the background: Kafka, a Flink cluster with both jobs, and alerting.",
      "Started again on the same data folder, it continues where it stopped, with the options of",
      "the last time where none are given."
    },
    footer = {
      "",
      "Examples:",
      "  virowatch up",
      "  virowatch up --dataset sars-cov-2 --dataset ./rsv-a --tick P1D",
      "  virowatch up --data-dir second --kafka-port 0 --flink-port 0"
    },
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = DeploymentOptions.DEFAULT_DATA_DIR,
      description = "Folder that holds everything the stack keeps (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of(DeploymentOptions.DEFAULT_DATA_DIR);

  @Mixin private StackOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    LocalStack existing = LocalStack.at(dataDir);
    if (existing.isReady()) {
      out.println("A stack is already running with this data folder; nothing was changed.");
      printAddresses(out, existing);
      return 0;
    }
    StackConfig base =
        StackConfigFile.read(dataDir).orElseGet(() -> StackConfig.in(dataDir).build());
    StackConfig config = options.over(base);
    out.println("Starting the stack in " + config.dataDir());
    out.flush();
    LocalStack stack =
        LocalStack.start(
            config,
            line -> {
              out.println("  " + line);
              out.flush();
            });
    printAddresses(out, stack);
    return 0;
  }

  private void printAddresses(PrintWriter out, LocalStack stack) {
    Deployment deployment = stack.deployment();
    String folder = folderOption();
    out.println();
    out.println("Kafka           " + deployment.bootstrapServers());
    out.println("Flink web pages " + deployment.flinkUrl());
    out.println("Look at it      virowatch status" + folder);
    out.println("Submit genomes  virowatch submit" + folder + " --sequences FILE --metadata FILE");
    out.println("Stop it         virowatch down" + folder);
    out.flush();
  }

  private String folderOption() {
    return dataDir.equals(Path.of(DeploymentOptions.DEFAULT_DATA_DIR))
        ? ""
        : " --data-dir " + dataDir;
  }
}
