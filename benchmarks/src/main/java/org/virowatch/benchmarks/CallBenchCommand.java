package org.virowatch.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
      "Measured are the built-in dataset and those of the data folder, on one thread and on all"
          + " processors. Real genomes, a dataset's examples or the tips of its tree are mutated"
          + " with a fixed seed into enough distinct genomes; these are simulated."
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
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder of datasets and real genomes to measure on (default: ../shared/data beside the"
              + " project's folder, if it is there).")
  private @Nullable Path data;

  @Option(
      names = "--dataset",
      paramLabel = "PATH",
      description =
          "Dataset to measure beside the built-in one, instead of the data folder's: a folder or"
              + " zip; may be repeated.")
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
      description = "Threads that analyse (default: first 1, then as many as processors).")
  private @Nullable Integer jobs;

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
    if ((jobs != null && jobs < 1) || repeat < 1 || warmUp < 0 || genomes < 0) {
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
    CallReport.printHead(out);
    Path folder = Files.createTempDirectory("virowatch-bench");
    try {
      for (BenchTarget target : targets()) {
        measure(
            target,
            folder,
            measurement -> {
              measurements.add(measurement);
              CallReport.print(measurement, out);
            });
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
      new CallReport(seed, measurements).write(output);
    }
    return 0;
  }

  private List<BenchTarget> targets() {
    if (sequences != null) {
      return List.of(
          datasets.isEmpty()
              ? new BenchTarget("built-in", null, sequences)
              : BenchTarget.of(datasets.get(0), sequences));
    }
    List<BenchTarget> targets = new ArrayList<>(List.of(BenchTarget.BUILT_IN));
    datasets.forEach(dataset -> targets.add(BenchTarget.of(dataset, null)));
    String home = System.getProperty("virowatch.home");
    if (datasets.isEmpty() && data != null) {
      targets.addAll(BenchTarget.in(data));
    } else if (datasets.isEmpty() && home != null) {
      targets.addAll(BenchTarget.in(Path.of(home).resolve("../shared/data").normalize()));
    }
    return targets;
  }

  private void measure(BenchTarget target, Path folder, Consumer<CallMeasurement> measured)
      throws IOException, InterruptedException {
    Path path = target.dataset();
    ReferenceDataset dataset =
        path == null ? ReferenceDatasets.builtIn() : ReferenceDatasets.load(path);
    GenomeSource source =
        target.sequences() == null
            ? GenomeSource.ofDataset(dataset, path)
            : GenomeSource.ofFile(target.sequences());
    if (source.genomes().isEmpty()) {
      throw new SequenceInputException(source.origin() + " holds no genome to measure with");
    }
    int count = count(dataset);
    Path fasta = folder.resolve("genomes.fasta");
    GenomeFile.write(fasta, source, count, seed);
    int processors = Runtime.getRuntime().availableProcessors();
    for (int threads :
        jobs != null ? List.of(jobs) : processors == 1 ? List.of(1) : List.of(1, processors)) {
      List<String> arguments =
          List.of(
              "--dataset",
              path == null ? ReferenceDatasets.BUILT_IN : path.toString(),
              "--jobs",
              Integer.toString(threads),
              "--output-tsv",
              folder.resolve("calls.tsv").toString(),
              fasta.toString());
      double first = call(arguments, count);
      for (int run = 0; run < warmUp; run++) {
        call(arguments, count);
      }
      long begin = processorTime();
      Rates calls = calls(arguments, count);
      double processorMicros = (processorTime() - begin) * 1e-3 / repeat / count;
      measured.accept(
          new CallMeasurement(
              target.label(),
              dataset.name(),
              dataset.version(),
              dataset.tree().map(PhylogeneticTree::size).orElse(0),
              threads,
              count,
              source.describe(count),
              first,
              calls,
              processorMicros,
              parse(fasta, count),
              command(arguments, count)));
    }
  }

  private Rates calls(List<String> arguments, int count) {
    List<Double> calls = new ArrayList<>();
    for (int run = 0; run < repeat; run++) {
      calls.add(call(arguments, count));
    }
    return new Rates(calls);
  }

  /** Nanoseconds that this process has had of all processors. */
  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
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
