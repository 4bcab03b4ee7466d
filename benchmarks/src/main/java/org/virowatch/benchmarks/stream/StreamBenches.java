package org.virowatch.benchmarks.stream;

import picocli.CommandLine;

/** The measurements of the stream, as subcommands of {@code bench}. */
public final class StreamBenches {
  private StreamBenches() {}

  /** Adds them to a command, to run on beds of a factory. */
  public static void addTo(CommandLine bench, TestBed.Factory beds) {
    bench.addSubcommand(new StreamBenchCommand(beds));
    bench.addSubcommand(new LatencyBenchCommand(beds));
    bench.addSubcommand(new StateBenchCommand(beds));
    bench.addSubcommand(new RecoveryBenchCommand(beds));
    bench.addSubcommand(new ActivateBenchCommand(beds));
  }
}
