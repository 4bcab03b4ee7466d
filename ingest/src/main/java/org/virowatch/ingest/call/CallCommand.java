package org.virowatch.ingest.call;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.virowatch.genomics.AnalysisOptions;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.genomics.reads.ReadsException;
import org.virowatch.ingest.dataset.InstalledOptions;
import org.virowatch.ingest.output.ReaderGoneException;
import org.virowatch.ingest.output.StandardOutputException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code virowatch call}: calls mutations, lineage and quality of genomes in files. */
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Call mutations, lineage and quality of the genomes in FASTA files, or of the consensus of"
          + " reads. Needs no running stack.",
      "Without an output option the table goes to standard output: one line a sequence, in the"
          + " order of the input, with Nextclade's columns. A sequence that cannot be analysed has"
          + " the reason in the column 'errors'."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every sequence was called",
      "1:some sequences were called, some could not be, or a file could not be read to its end",
      "2:nothing was called: wrong usage, unusable dataset or input, or every sequence failed",
      "141:what reads an output that is a pipe has ended, such as head: nothing is said"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  virowatch call genomes.fasta.gz > calls.tsv",
      "  zstdcat genomes.fasta.zst | virowatch call --dataset rsv-a.zip --output-tsv calls.tsv -",
      "  virowatch call --output-all results --output-selection tsv,fasta,vcf genomes/*.fasta.xz",
      "  virowatch call --output-all results --primers scheme.bed --reads a.bam b.bam",
      "  virowatch call --dataset auto --output-tsv all.tsv --output-fasta {dataset}.fasta mixed.fasta"
    })
public final class CallCommand implements Callable<Integer> {
  static final int FAILURES = 1;
  static final int NOTHING = 2;

  /** What a shell says of a program that ended by SIGPIPE. */
  static final int READER_GONE = 141;

  /** What stands for the dataset where it is to be detected. */
  private static final String AUTO = "auto";

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "FASTA files or patterns, plain or compressed (gzip, zstd, xz, bzip2); - is standard"
              + " input.")
  private List<Path> files = List.of();

  @Option(
      names = {"-D", "--dataset", "--input-dataset", "-d", "--dataset-name"},
      paramLabel = "NAME|PATH|auto",
      defaultValue = ReferenceDatasets.BUILT_IN,
      description =
          "Reference dataset: a Nextclade v3 dataset's folder or zip, or the name of one that is"
              + " built in or was fetched with 'virowatch dataset get' (default: ${DEFAULT-VALUE})."
              + " With 'auto' each sequence is read against the installed dataset that it is"
              + " detected to be of.")
  private String dataset = ReferenceDatasets.BUILT_IN;

  @Mixin private InstalledOptions installed = new InstalledOptions();

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Threads that analyse (default: as many as there are processors).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Mixin private VerbosityOptions verbosity = new VerbosityOptions();

  @ArgGroup(validate = false, heading = "%nFiles instead of the dataset's own:%n")
  private DatasetFileOptions fileOptions = new DatasetFileOptions();

  @ArgGroup(validate = false, heading = "%nOutputs:%n")
  private OutputOptions outputOptions = new OutputOptions();

  @ArgGroup(validate = false, heading = "%nAccepted for Nextclade's sake:%n")
  @SuppressWarnings("UnusedVariable") // for its options only
  private AcceptedOptions acceptedOptions = new AcceptedOptions();

  @ArgGroup(validate = false, heading = "%nReads (each sample's consensus is called):%n")
  private ReadsOptions readsOptions = new ReadsOptions();

  @ArgGroup(validate = false, heading = "%nAlignment (defaults are the dataset's):%n")
  private AlignmentOptions alignmentOptions = new AlignmentOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (jobs < 1) {
      throw wrongUsage("--jobs takes 1 or more, got " + jobs);
    }
    if (files.isEmpty() && !readsOptions.given()) {
      throw wrongUsage("name FASTA files (- is standard input), or reads with --reads");
    }
    try {
      List<Path> inputs = InputFiles.expand(files);
      requireInputsKept(inputs);
      return dataset.equals(AUTO) ? callDetected(inputs, err) : callNamed(inputs, err);
    } catch (DatasetException | IOException | UncheckedIOException | ReadsException e) {
      if (isCausedBy(ReaderGoneException.class, e)) {
        return READER_GONE;
      }
      if (!isCausedBy(StandardOutputException.class, e)) { // which OutputCheck tells
        err.println(e.getMessage());
      }
      return NOTHING;
    } catch (IllegalArgumentException e) {
      throw wrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isCausedBy(Class<? extends IOException> kind, Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(kind::isInstance);
  }

  private int callNamed(List<Path> inputs, PrintWriter err) throws IOException {
    List<ReadSample> samples = ReadSample.of(readsOptions.reads());
    ReferenceDataset reference =
        alignmentOptions.apply(
            fileOptions.dataset(
                dataset,
                spec.commandLine().getParseResult().hasMatchedOption("--dataset"),
                installed.cache()));
    try (CallOutputs outputs =
            CallOutputs.open(outputOptions, reference, spec.commandLine().getOut(), identity());
        ReadsRun reads =
            ReadsRun.open(readsOptions, samples, reference, outputOptions.readsPrefix(), jobs)) {
      AnalysisOptions options = analysisOptions(outputs);
      OtherViruses others = new OtherViruses(reference, installed, err);
      return new CallRun(jobs, verbosity, err)
          .run(
              inputs,
              reads,
              outputs,
              () -> new NamedDatasetCaller(reference, options, others, outputs),
              () -> reference.name() + " " + reference.version());
    }
  }

  private int callDetected(List<Path> inputs, PrintWriter err) throws IOException {
    if (fileOptions.given()) {
      throw wrongUsage("single files and --cds-selection are for one dataset: name it, not auto");
    }
    if (readsOptions.given()) {
      throw wrongUsage("reads are aligned to one reference: name its dataset instead of auto");
    }
    DatasetDetector detector =
        DatasetDetector.of(
            installed.load(err::println).stream().map(alignmentOptions::apply).toList());
    Map<ReferenceDataset, LongAdder> tally = new LinkedHashMap<>();
    detector.datasets().forEach(known -> tally.put(known, new LongAdder()));
    try (DetectedOutputs outputs =
        new DetectedOutputs(
            outputOptions, detector.datasets(), spec.commandLine().getOut(), identity())) {
      AnalysisOptions options = analysisOptions(outputs);
      return new CallRun(jobs, verbosity, err)
          .run(
              inputs,
              null,
              outputs,
              () -> new DetectingCaller(detector, options, outputs, tally),
              () -> detected(tally));
    }
  }

  /** Refuses outputs that would stand in the place of what they are made from. */
  private void requireInputsKept(List<Path> inputs) throws IOException {
    List<Path> kept = new ArrayList<>(inputs);
    kept.addAll(InputFiles.existing(dataset));
    kept.addAll(fileOptions.named());
    kept.addAll(readsOptions.inputs());
    List<String> written = new ArrayList<>(outputOptions.files().values());
    written.addAll(readsOptions.files(outputOptions.readsPrefix()).values());
    InputFiles.requireKept(kept, written);
  }

  private AnalysisOptions analysisOptions(ResultOutputs outputs) {
    return AnalysisOptions.REPORT
        .withProteins(outputs.needsProteins())
        .withNearestNodes(outputOptions.nearestNodes());
  }

  private RunIdentity identity() {
    return RunIdentity.of(spec, Clock.systemUTC());
  }

  /** {@code sars-cov-2 2025-04-01--08-20-12Z: 12; rsv_a 2024-11-27--02-51-00Z: 3}. */
  private static String detected(Map<ReferenceDataset, LongAdder> tally) {
    StringJoiner found = new StringJoiner("; ");
    tally.forEach(
        (known, count) -> {
          if (count.sum() > 0) {
            found.add(known.name() + " " + known.version() + ": " + count);
          }
        });
    return found.length() == 0 ? "of no dataset" : found.toString();
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
