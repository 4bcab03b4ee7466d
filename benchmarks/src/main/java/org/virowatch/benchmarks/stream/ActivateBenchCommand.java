package org.virowatch.benchmarks.stream;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.virowatch.benchmarks.stream.TestBed.Job;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.topic.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch bench activate}: how long stored genomes take to another dataset version. */
@Command(
    name = "activate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure 'virowatch dataset activate' from its start to its end, on a stack of its own as"
          + " 'up' starts it, which has counted genomes called with an earlier version of the"
          + " dataset. The earlier version is the built-in dataset without some of its lineages,"
          + " or --earlier."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  virowatch bench activate --output activate.json",
      "  virowatch bench activate --genomes 1000000 --designated 1 --output activate.json"
    })
final class ActivateBenchCommand implements Callable<Integer> {
  private static final double PATIENCE_SECONDS = 120;
  private static final double LONGEST_SECONDS = 7200;

  private final TestBed.Factory beds;

  @Option(
      names = "--genomes",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Stored genomes (default: ${DEFAULT-VALUE}).")
  private int genomes;

  @Option(
      names = "--designated",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description =
          "Share of the built-in dataset's lineages without descendants that the earlier version"
              + " does not know, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double designated;

  @Option(
      names = "--earlier",
      paramLabel = "PATH",
      description = "Earlier version of --dataset to begin with, a folder or a zip.")
  private @Nullable Path earlier;

  @Option(
      names = "--profile-command",
      paramLabel = "FILE",
      description = "Write a Flight Recorder profile of the command.")
  private @Nullable Path profileCommand;

  @Mixin private ReplayPace pace = new ReplayPace();
  @Mixin private BenchOptions options = new BenchOptions();
  @Spec private CommandSpec spec;

  ActivateBenchCommand(TestBed.Factory beds) {
    this.beds = beds;
  }

  @Override
  public Integer call() throws IOException {
    if (genomes < 1 || !(designated >= 0 && designated <= 1) || !pace.valid()) {
      throw new ParameterException(
          spec.commandLine(),
          "--genomes takes 1 or more, --designated 0 to 1, --genomes-per-hour and --tick more than"
              + " nothing");
    }
    if (earlier == null && !options.isBuiltIn()) {
      throw new ParameterException(
          spec.commandLine(), "--dataset " + options.location() + " needs --earlier");
    }
    Path folder = Files.createTempDirectory("virowatch-bench-dataset-");
    try {
      Path from =
          earlier == null
              ? EarlierDataset.write(folder.resolve("earlier"), designated, options.seed())
              : earlier.toAbsolutePath();
      options.report(measure(from, spec.commandLine().getOut()), spec.commandLine().getOut());
      return 0;
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private Figures measure(Path from, PrintWriter out) throws IOException {
    ReferenceDataset before = ReferenceDatasets.load(from);
    SyntheticStream stream = options.stream(before, pace.start(genomes), pace.genomesPerHour(), 0);
    Figures figures = new Figures("activate");
    TestBed.Settings settings = options.bed(pace.tick()).with(from.toString());
    try (TestBed bed = beds.whole(settings)) {
      count(bed, stream, out);
      options.profile(bed, Duration.ofMinutes(10));
      Map<String, Duration> used = bed.processorTime();
      TestBed.Activated activated =
          bed.activate(
              options.location(),
              profileCommand == null ? null : profileCommand.toAbsolutePath(),
              line -> {
                out.println(line);
                out.flush();
              });
      double seconds = activated.length().toMillis() / 1e3;
      figures.put("seconds", seconds, "s from the start of the command to its end");
      figures.put("genomes_per_s", genomes / seconds, "genomes/s, restart of the jobs included");
      double command = micros(activated.processorTime());
      figures.put("command_cpu_us_per_genome", command, "µs of processor time, the command");
      bed.processorTime()
          .forEach(
              (process, time) ->
                  figures.put(
                      process + "_cpu_us_per_genome",
                      micros(time.minus(used.getOrDefault(process, Duration.ZERO))),
                      "µs of processor time, " + process));
      figures.details().put("genomes", genomes);
      figures.details().put("designated", designated);
      figures.details().put("moved", activated.moved());
    }
    return figures;
  }

  private double micros(Duration time) {
    return time.toNanos() / 1e3 / genomes;
  }

  private void count(TestBed bed, SyntheticStream stream, PrintWriter out) {
    try (Feeder<CalledGenome> feeder =
            new Feeder<>(bed.bootstrapServers(), Topic.GENOMES, CalledGenome.class, 20);
        GroupProgress progress = BenchOptions.progress(bed, Job.SURVEILLANCE)) {
      Thread feeding =
          new Thread(
              () -> {
                for (long n = 0; n < genomes; n++) {
                  CalledGenome genome = stream.call(n);
                  feeder.send(genome.getAccession(), genome);
                }
              },
              "bench-feeder");
      feeding.setDaemon(true);
      feeding.start();
      GroupProgress.Run run =
          progress.watch(genomes, LONGEST_SECONDS, PATIENCE_SECONDS, bed::processorTime);
      feeder.flush();
      if (run.done() < genomes) {
        throw new IllegalStateException(
            "the job counted only " + run.done() + " of " + genomes + " genomes");
      }
      out.printf(
          "%s genomes counted at %s genomes/s; activating %s%n",
          BenchOptions.count(genomes),
          BenchOptions.count(Math.round(run.rate(0))),
          Objects.requireNonNull(options.location()));
      out.flush();
    }
  }
}
