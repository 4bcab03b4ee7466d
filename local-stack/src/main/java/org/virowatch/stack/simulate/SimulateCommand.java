package org.virowatch.stack.simulate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Write sequences and metadata of an outbreak that never happened.",
      "SARS-CoV-2 lineages replace one another across regions of the United Kingdom and France,"
          + " one emerges from a single region, a resistance mutation turns up; with drop-outs,"
          + " late uploads, revisions, withdrawals and records that are simply wrong."
          + " The same options give the same bytes. Everything in it is labelled as simulated."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  virowatch simulate --output outbreak --genomes 2000 --seed 7",
      "  virowatch submit --sequences outbreak/sequences.fasta.zst --metadata outbreak/metadata.tsv"
    })
public final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the sequences, metadata.tsv and truth.tsv; created if need be.")
  private Path output;

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
      names = "--start",
      paramLabel = "DATE",
      defaultValue = "2021-12-01",
      description = "First day of sampling (default: ${DEFAULT-VALUE}).")
  private LocalDate start;

  @Option(
      names = "--end",
      paramLabel = "DATE",
      defaultValue = "2022-06-30",
      description = "Last day of sampling and submission (default: ${DEFAULT-VALUE}).")
  private LocalDate end;

  @Option(
      names = "--sequences",
      paramLabel = "NAME",
      defaultValue = "sequences.fasta.zst",
      description =
          "Name of the sequences' file in the folder; .zst and .gz are compressed"
              + " (default: ${DEFAULT-VALUE}).")
  private String sequences;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    SimulationSettings settings;
    try {
      settings = new SimulationSettings(genomes, seed, start, end);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (sequences.isBlank() || !Path.of(sequences).equals(Path.of(sequences).getFileName())) {
      throw new ParameterException(
          spec.commandLine(), "--sequences takes a plain file name, not '" + sequences + "'");
    }
    OutbreakWriter writer = new OutbreakWriter(ReferenceDatasets.builtIn(), settings);
    long records;
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("simulate")
            .setInitialMax(genomes)
            .setUpdateIntervalMillis(500)
            .build()) {
      records =
          writer.write(
              output,
              sequences,
              written -> {
                bar.maxHint(Math.max(genomes, written));
                bar.stepTo(written);
              });
    }
    out.printf(
        "simulated %d records of %d genomes, %s to %s, seed %d: %s, %s, %s in %s%n",
        records,
        genomes,
        start,
        end,
        seed,
        sequences,
        OutbreakWriter.METADATA,
        OutbreakWriter.TRUTH,
        output);
    out.flush();
    return ExitCode.OK;
  }
}
