package org.virowatch.stack.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.virowatch.schemas.deployment.DeploymentOptions;
import org.virowatch.stack.supervisor.LocalStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code virowatch status}: shows the processes, jobs and topics of a stack. */
@Command(
    name = "status",
    description = {
      "Shows the processes, jobs, topics and consumer lag of the stack.",
      "Failed and slow checkpoints (over 10 s) are counted since the stack was started, and the last one",
      "is explained; 'virowatch logs supervisor' has all of them.",
      "Ends with exit code 0 only if everything is healthy."
    },
    footer = {"", "Examples:", "  virowatch status", "  virowatch status --format json"},
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  /** How the answer is written. */
  enum Format {
    text,
    json
  }

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = DeploymentOptions.DEFAULT_DATA_DIR,
      description = "Data folder of the stack (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of(DeploymentOptions.DEFAULT_DATA_DIR);

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    LocalStack stack = LocalStack.at(dataDir);
    Optional<StackReport> report = StackReport.of(stack);
    if (report.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "There is no stack in "
                  + stack.dataDir()
                  + "; start one with 'virowatch up', or name another folder with --data-dir.");
      return 1;
    }
    if (format == Format.json) {
      out.println(
          JsonMapper.builder()
              .addModule(new JavaTimeModule())
              .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(report.get()));
    } else {
      new StatusText(Clock.systemUTC()).lines(report.get()).forEach(out::println);
    }
    out.flush();
    return report.get().healthy() ? 0 : 1;
  }
}
