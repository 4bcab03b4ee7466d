package org.virowatch.stack.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.config.StackConfigFile;
import org.virowatch.stack.flink.StreamJob;
import org.virowatch.stack.supervisor.LocalStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code virowatch up}: starts a stack in the background. */
@Command(
    name = "up",
    description = {
      "Starts the stack in the background: Kafka, a Flink cluster with both jobs, and alerting.",
      "Started again on the same data folder, it continues where it stopped, with the options of",
      "the last time where none are given. Where the stack runs another release, it is stopped with",
      "savepoints and continued with this one."
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

  @Option(
      names = "--rebuild",
      paramLabel = "JOB",
      converter = JobConverter.class,
      description = {
        "Count anew: start surveillance or variant-calling from the beginning of its topic, where its",
        "saved state cannot be read. That state is kept aside. Repeatable; the stack must be down."
      })
  private List<StreamJob> rebuild = List.of();

  @Mixin private StackOptions options;
  @Spec private CommandSpec spec;

  /** Time for savepoints and an orderly end before an upgrade. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Reads the label of a job. */
  static final class JobConverter implements ITypeConverter<StreamJob> {
    @Override
    public StreamJob convert(String value) {
      return StreamJob.all().stream()
          .filter(job -> job.label().equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + value + "' is not a job; there are surveillance and variant-calling"));
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    LocalStack existing = LocalStack.at(dataDir);
    if (existing.isReady() && rebuild.isEmpty() && !existing.runsThisProgram()) {
      out.println("The stack runs another release; stopping it with savepoints to go on with this");
      existing.stop(PATIENCE, line -> tell(out, line));
    } else if (existing.isReady() && rebuild.isEmpty()) {
      out.println("A stack is already running with this data folder; nothing was changed.");
      printAddresses(out, existing);
      return 0;
    }
    for (StreamJob job : rebuild) {
      existing
          .setStateAside(job)
          .ifPresent(aside -> out.println("State of " + job.label() + " set aside in " + aside));
    }
    StackConfig base =
        StackConfigFile.read(dataDir).orElseGet(() -> StackConfig.in(dataDir).build());
    StackConfig config = options.over(base);
    out.println("Starting the stack in " + config.dataDir());
    out.flush();
    LocalStack stack = LocalStack.start(config, line -> tell(out, line));
    printAddresses(out, stack);
    return 0;
  }

  private static void tell(PrintWriter out, String line) {
    out.println("  " + line);
    out.flush();
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
