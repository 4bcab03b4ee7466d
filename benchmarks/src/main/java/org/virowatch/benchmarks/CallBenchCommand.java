package org.virowatch.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.fasta.FastaReader;
import org.virowatch.genomics.fasta.SequenceInputException;
import org.virowatch.genomics.tree.PhylogeneticTree;
import org.virowatch.ingest.call.CallCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch bench call}: how many genomes a second {@code virowatch call} calls. */
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure 'virowatch call': genomes a second from FASTA to TSV, with quality control and"
          + " placement.",
      "Each dataset is measured on its own examples, or on the tips of its tree, mutated with a"
          + " fixed seed into enough distinct genomes; these are simulated."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  virowatch bench call --output call.json",
      "  virowatch bench call --dataset sars-cov-2.zip --sequences genomes.fasta.zst --jobs 1"
    })
public final class CallBenchCommand implements Callable<Integer> {
  private static final long BASES = 300_000_000;
  private static final int FEWEST = 5_000;

  @Option(
      names = "--dataset",
      paramLabel = "PATH",
      description = "Dataset to measure beside the built-in one: a folder or zip; may be repeated.")
  private List<Path> datasets = List.of();

  @Option(
      names = "--sequences",
      paramLabel = "FILE",
      description =
          "Measure on these genomes instead, for which --dataset must name their one dataset.")
  private @Nullable Path sequences;

  @Option(
      names = "--genomes",
      paramLabel = "N",
      description =
          "Genomes a run (default: 300 million bases' worth, 10,000 of SARS-CoV-2; 20,000 at most).")
  private int genomes;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Threads that analyse (default: as many as there are processors).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "2",
      description = "Runs before the measured ones (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "5",
      description = "Measured runs (default: ${DEFAULT-VALUE}).")
  private int repeat;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Seed of the simulated genomes (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--output", paramLabel = "FILE", description = "Write every figure as JSON.")
  private @Nullable Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (jobs < 1 || repeat < 1 || warmUp < 0 || genomes < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--jobs and --repeat take 1 or more, --warm-up and --genomes 0 or more");
    }
    if (sequences != null && datasets.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--sequences belong to one dataset; name at most one with --dataset");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<CallMeasurement> measurements = new ArrayList<>();
    CallReport head = new CallReport(jobs, seed, measurements);
    head.printHead(out);
    List<@Nullable Path> targets = new ArrayList<>();
    if (sequences == null || datasets.isEmpty()) {
      targets.add(null);
    }
    targets.addAll(datasets);
    Path folder = Files.createTempDirectory("virowatch-bench");
    try {
      for (Path target : targets) {
        CallMeasurement measurement = measure(target, folder);
        measurements.add(measurement);
        CallReport.print(measurement, out);
      }
    } catch (DatasetException | SequenceInputException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 2;
    } finally {
      Files.deleteIfExists(folder.resolve("genomes.fasta"));
      Files.deleteIfExists(folder.resolve("calls.tsv"));
      Files.deleteIfExists(folder);
    }
    CallReport.printFoot(out);
    if (output != null) {
      new CallReport(jobs, seed, measurements).write(output);
    }
    return 0;
  }

  private CallMeasurement measure(@Nullable Path path, Path folder)
      throws IOException, InterruptedException {
    ReferenceDataset dataset =
        path == null ? ReferenceDatasets.builtIn() : ReferenceDatasets.load(path);
    GenomeSource source =
        sequences == null ? GenomeSource.ofDataset(dataset, path) : GenomeSource.ofFile(sequences);
    if (source.genomes().isEmpty()) {
      throw new SequenceInputException(source.origin() + " holds no genome to measure with");
    }
    int count = count(dataset);
    Path fasta = folder.resolve("genomes.fasta");
    GenomeFile.write(fasta, source, count, seed);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--dataset",
                path == null ? ReferenceDatasets.BUILT_IN : path.toString(),
                "--jobs",
                Integer.toString(jobs),
                "--output-tsv",
                folder.resolve("calls.tsv").toString(),
                fasta.toString()));
    double first = call(arguments, count);
    List<Double> calls = new ArrayList<>();
    for (int run = 1 - warmUp; run <= repeat; run++) {
      double rate = call(arguments, count);
      if (run > 0) {
        calls.add(rate);
      }
    }
    return new CallMeasurement(
        path == null ? "built-in" : String.valueOf(path.getFileName()).replaceFirst("\\.zip$", ""),
        dataset.name(),
        dataset.version(),
        dataset.tree().map(PhylogeneticTree::size).orElse(0),
        count,
        source.describe(count),
        first,
        new Rates(calls),
        parse(fasta, count),
        command(arguments, count));
  }

  private int count(ReferenceDataset dataset) {
    return genomes > 0
        ? genomes
        : (int) Math.max(FEWEST, Math.min(4L * FEWEST, BASES / Math.max(1, dataset.length())));
  }

  /** One run of the command in this JVM. */
  private static double call(List<String> arguments, int count) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandLine command = new CommandLine(new CallCommand()).setOut(nowhere).setErr(nowhere);
    long begin = System.nanoTime();
    int exit = command.execute(arguments.toArray(String[]::new));
    double seconds = (System.nanoTime() - begin) * 1e-9;
    if (exit > 1) {
      throw new IllegalStateException(
          "virowatch call " + String.join(" ", arguments) + " failed; run it to see why");
    }
    return count / seconds;
  }

  private Rates parse(Path fasta, int count) {
    List<Double> rates = new ArrayList<>();
    for (int run = 1 - warmUp; run <= repeat; run++) {
      long begin = System.nanoTime();
      try (FastaReader reader = FastaReader.open(fasta)) {
        while (reader.hasNext()) {
          reader.next();
        }
      }
      if (run > 0) {
        rates.add(count * 1e9 / (System.nanoTime() - begin));
      }
    }
    return new Rates(rates);
  }

  /** One run of the launcher in a process of its own. */
  private static Optional<Double> command(List<String> arguments, int count)
      throws IOException, InterruptedException {
    String home = System.getProperty("virowatch.home");
    if (home == null || !Files.isExecutable(Path.of(home, "virowatch"))) {
      return Optional.empty();
    }
    List<String> line = new ArrayList<>(List.of(Path.of(home, "virowatch").toString(), "call"));
    line.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("VIROWATCH_NO_BUILD", "1");
    long begin = System.nanoTime();
    Process process = builder.start();
    if (!process.waitFor(30, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return Optional.empty();
    }
    double seconds = (System.nanoTime() - begin) * 1e-9;
    return process.exitValue() > 1 ? Optional.empty() : Optional.of(count / seconds);
  }
}
