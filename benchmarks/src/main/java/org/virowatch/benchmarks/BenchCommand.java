package org.virowatch.benchmarks;

import org.virowatch.benchmarks.forecast.ForecastBenchCommand;
import org.virowatch.benchmarks.growth.GrowthBenchCommand;
import org.virowatch.benchmarks.reads.ReadsBenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code virowatch bench}: measures the product on this machine. */
@Command(
    name = "bench",
    footer = {
      "",
      "Examples:",
      "  virowatch bench call --output call.json",
      "  virowatch bench reads --output reads.json"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Measure how fast this machine does the work, how well variants are found in reads, and how"
            + " well growth and forecasts are estimated.",
    subcommands = {
      CallBenchCommand.class,
      ReadsBenchCommand.class,
      GrowthBenchCommand.class,
      ForecastBenchCommand.class,
      CommandLine.HelpCommand.class
    })
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to measure, for example 'virowatch bench call'");
  }
}
