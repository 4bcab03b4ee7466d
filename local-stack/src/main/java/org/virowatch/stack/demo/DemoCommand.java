package org.virowatch.stack.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.stack.command.StackOptions;
import org.virowatch.stack.config.StackConfig;
import org.virowatch.stack.simulate.SimulationSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch demo}: reads the options and runs a {@link Demo}. */
@Command(
    name = "demo",
    description = {
      "Starts a stack, streams a simulated outbreak through it and shows what happens.",
      "Progress, lineages by region, alerts as they fire; all of it is labelled as simulated.",
      "At the end the stack stays up to look at until Ctrl-C or 'virowatch down'."
    },
    footer = {
      "",
      "Examples:",
      "  virowatch demo",
      "  virowatch demo --once --genomes 5000 --seed 7"
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  /**
   * A replay at full speed passes many days of event time between two commits, and the two halves
   * of a commit are not seen at the same instant. At 600 genomes a second that is ten days in the
   * thin beginning of the outbreak; three times as much leaves room for faster machines.
   */
  private static final Duration DISORDER = Duration.ofDays(30);

  @Option(
      names = "--once",
      description = {
        "Stop at the end: check the stream's frequencies against the batch recomputation, print",
        "one line 'demo: ok ...' with the figures, and leave nothing running."
      })
  private boolean once;

  @Option(
      names = "--genomes",
      paramLabel = "N",
      defaultValue = "" + SimulationSettings.DEFAULT_GENOMES,
      description = "Genomes to simulate (default: ${DEFAULT-VALUE}).")
  private int genomes;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Another seed gives another outbreak (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = {
        "Data folder of the stack; must not hold one yet (default: .virowatch, with --once a",
        "temporary one that is removed)."
      })
  private @Nullable Path dataDir;

  @Mixin private StackOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    SimulationSettings simulation;
    try {
      simulation =
          new SimulationSettings(
              genomes, seed, LocalDate.of(2021, 12, 1), LocalDate.of(2022, 6, 30));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    DemoFolder folder = DemoFolder.choose(dataDir, once);
    StackConfig base =
        StackConfig.in(folder.path())
            // Half a year passes in a minute: an alert tick a day is often enough.
            .tick(Duration.ofDays(1))
            // Partitions are read at their own pace, which is days of such time.
            .outOfOrderness(DISORDER)
            .build();
    StackConfig config = options.over(once ? base.toBuilder().anyFreePorts().build() : base);
    DemoScreen screen =
        new DemoScreen(spec.commandLine().getOut(), !once && DemoScreen.isTerminal());
    return new Demo(config, simulation, folder, screen, once).run() ? 0 : 1;
  }
}
