package org.virowatch.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import org.virowatch.alerting.history.AlertsCommand;
import org.virowatch.alerting.topic.BrokerException;
import org.virowatch.benchmarks.BenchCommand;
import org.virowatch.benchmarks.stream.StreamBenches;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.ingest.call.CallCommand;
import org.virowatch.ingest.dataset.DatasetCommand;
import org.virowatch.ingest.metadata.MetadataException;
import org.virowatch.ingest.output.OutputCheck;
import org.virowatch.ingest.output.StandardWriter;
import org.virowatch.ingest.submit.SubmitCommand;
import org.virowatch.schemas.deployment.DeploymentException;
import org.virowatch.stack.bench.LocalTestBeds;
import org.virowatch.stack.command.DownCommand;
import org.virowatch.stack.command.LogsCommand;
import org.virowatch.stack.command.StatusCommand;
import org.virowatch.stack.command.UpCommand;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.dataset.DatasetActivateCommand;
import org.virowatch.stack.demo.DemoCommand;
import org.virowatch.stack.foresight.BacktestCommand;
import org.virowatch.stack.foresight.ConvergenceCommand;
import org.virowatch.stack.foresight.ForecastCommand;
import org.virowatch.stack.foresight.ForecastTableException;
import org.virowatch.stack.foresight.ForecastsCommand;
import org.virowatch.stack.foresight.GrowthCommand;
import org.virowatch.stack.foresight.ScoreCommand;
import org.virowatch.stack.labs.LabsCommand;
import org.virowatch.stack.query.FrequenciesCommand;
import org.virowatch.stack.query.RecomputeCommand;
import org.virowatch.stack.query.RejectionsCommand;
import org.virowatch.stack.rules.RulesCommand;
import org.virowatch.stack.rules.RulesException;
import org.virowatch.stack.simulate.SimulateCommand;
import org.virowatch.surveillance.bias.WeightsException;
import org.virowatch.surveillance.history.CountFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code virowatch} command; its subcommands live with what they do. */
@Command(
    name = "virowatch",
    description = "Watches viruses mutate, live: genomes in, frequencies and alerts out.",
    footer = {
      "",
      "Exit codes: 0 done, 1 not done or not healthy, 2 wrong use.",
      "",
      "Example:",
      "  virowatch up && virowatch submit --sequences genomes.fasta --metadata metadata.tsv"
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      SubmitCommand.class,
      CallCommand.class,
      DatasetCommand.class,
      FrequenciesCommand.class,
      GrowthCommand.class,
      ConvergenceCommand.class,
      RejectionsCommand.class,
      AlertsCommand.class,
      RulesCommand.class,
      LabsCommand.class,
      RecomputeCommand.class,
      BacktestCommand.class,
      ForecastCommand.class,
      ForecastsCommand.class,
      ScoreCommand.class,
      SimulateCommand.class,
      BenchCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = VirowatchVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
public final class Virowatch implements Runnable {
  /** Set to anything to see where an error came from. */
  private static final String DEBUG = "VIROWATCH_DEBUG";

  @Spec private CommandSpec spec;

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** Returns the command line with every subcommand, as the reference documentation shows it. */
  public static CommandLine commandLine() {
    CommandLine virowatch = new CommandLine(new Virowatch());
    Map<String, CommandLine> commands = virowatch.getSubcommands();
    Objects.requireNonNull(commands.get("dataset")).addSubcommand(new DatasetActivateCommand());
    // What runs on a broker and a cluster is measured in a module that cannot start them.
    StreamBenches.addTo(Objects.requireNonNull(commands.get("bench")), new LocalTestBeds());
    return virowatch
        .setOut(StandardWriter.ofProcess())
        .setErr(new PrintWriter(System.err, true, UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .registerConverter(Duration.class, Virowatch::duration)
        .setExecutionStrategy(new OutputCheck())
        .setParameterExceptionHandler(new WrongUsage())
        .setExecutionExceptionHandler(Virowatch::report);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new CommandLine.TypeConversionException(
          "'"
              + text
              + "' is not an ISO 8601 duration; write PT1H for an hour, P1D for a day or PT5S for"
              + " five seconds");
    }
  }

  /** What went wrong with a file, which the system's message alone does not say. */
  private static String reason(FileSystemException e) {
    String kind =
        e instanceof NoSuchFileException
            ? "no such file or folder, or it cannot be made there"
            : e instanceof AccessDeniedException
                ? "access denied"
                : e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    return e.getFile() + ": " + kind + "; check the path and its permissions";
  }

  private static int report(
      Exception exception, CommandLine command, CommandLine.ParseResult arguments) {
    boolean expected =
        exception instanceof StackException
            || exception instanceof DeploymentException
            || exception instanceof BrokerException
            || exception instanceof DatasetException
            || exception instanceof RulesException
            || exception instanceof MetadataException
            || exception instanceof CountFileException
            || exception instanceof ForecastTableException
            || exception instanceof WeightsException
            || exception instanceof UncheckedIOException
            || exception instanceof FileSystemException;
    PrintWriter err = command.getErr();
    err.println(
        command.getCommandSpec().qualifiedName()
            + ": "
            + (exception instanceof FileSystemException failure
                ? reason(failure)
                : expected ? exception.getMessage() : "an unexpected fault: " + exception));
    if (System.getenv(DEBUG) != null) {
      exception.printStackTrace(err);
    } else if (!expected) {
      err.println("Set " + DEBUG + "=1 to see where it came from.");
    }
    err.flush();
    return 1;
  }
}
