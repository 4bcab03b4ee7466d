package org.virowatch.ingest.call;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisOptions;
import org.virowatch.genomics.GenomeAnalyzer;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.reads.ReadsException;
import org.virowatch.ingest.progress.ProgressDisplay;
import org.virowatch.ingest.submission.SequenceFiles;
import org.virowatch.ingest.submission.SequenceFiles.Step;
import org.virowatch.schemas.deployment.DeploymentOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      "2:nothing was called: wrong usage, unusable dataset or input, or every sequence failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  virowatch call genomes.fasta.gz > calls.tsv",
      "  zstdcat genomes.fasta.zst | virowatch call --dataset rsv-a.zip --output-tsv calls.tsv -",
      "  virowatch call --output-all results --output-selection tsv,fasta,vcf genomes/*.fasta.xz",
      "  virowatch call --output-all results --primers scheme.bed --reads a.bam b.bam"
    })
public final class CallCommand implements Callable<Integer> {
  static final int FAILURES = 1;
  static final int NOTHING = 2;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "FASTA files or patterns, plain or compressed (gzip, zstd, xz, bzip2); - is standard"
              + " input.")
  private List<Path> files = List.of();

  @Option(
      names = {"-D", "--dataset", "--input-dataset"},
      paramLabel = "NAME|PATH",
      defaultValue = ReferenceDatasets.BUILT_IN,
      description =
          "Reference dataset: a Nextclade v3 dataset's folder or zip, or the name of one that is"
              + " built in or was fetched with 'virowatch dataset get' (default: ${DEFAULT-VALUE}).")
  private String dataset = ReferenceDatasets.BUILT_IN;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = DeploymentOptions.DEFAULT_DATA_DIR,
      description =
          "Data folder, in which fetched datasets lie under datasets/ (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of(DeploymentOptions.DEFAULT_DATA_DIR);

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder of fetched datasets, instead of the data folder's.")
  private @Nullable Path cache;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Threads that analyse (default: as many as there are processors).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @ArgGroup(validate = false, heading = "%nOutputs:%n")
  private OutputOptions outputOptions = new OutputOptions();

  @ArgGroup(validate = false, heading = "%nReads (each sample's consensus is called):%n")
  private ReadsOptions readsOptions = new ReadsOptions();

  @ArgGroup(validate = false, heading = "%nAlignment (defaults are the dataset's):%n")
  private AlignmentOptions alignmentOptions = new AlignmentOptions();

  @Spec private CommandSpec spec;

  private long called;
  private long failed;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (jobs < 1) {
      return wrongUsage("--jobs takes 1 or more, got " + jobs);
    }
    if (files.isEmpty() && !readsOptions.given()) {
      return wrongUsage("name FASTA files (- is standard input), or reads with --reads");
    }
    ReferenceDataset reference;
    List<Path> inputs;
    List<ReadSample> samples;
    try {
      inputs = InputFiles.expand(files);
      samples = ReadSample.of(readsOptions.reads());
      reference =
          alignmentOptions.apply(
              ReferenceDatasets.resolve(
                  dataset, cache == null ? dataDir.resolve("datasets") : cache));
    } catch (DatasetException e) {
      err.println(e.getMessage());
      return NOTHING;
    } catch (IllegalArgumentException e) {
      return wrongUsage(String.valueOf(e.getMessage()));
    }
    try (CallOutputs outputs =
            CallOutputs.open(
                outputOptions, reference, spec.commandLine().getOut(), Clock.systemUTC());
        ReadsRun reads =
            ReadsRun.open(readsOptions, samples, reference, outputOptions.readsPrefix(), jobs)) {
      return run(reference, inputs, reads, outputs, err);
    } catch (IllegalArgumentException e) {
      return wrongUsage(String.valueOf(e.getMessage()));
    } catch (IOException | UncheckedIOException | ReadsException e) {
      err.println(e.getMessage());
      return NOTHING;
    }
  }

  /** Tells what is wrong without the whole help, in which it would be lost. */
  private int wrongUsage(String message) {
    spec.commandLine().getErr().println(message);
    spec.commandLine().getErr().println("'virowatch call --help' lists the options.");
    return NOTHING;
  }

  private int run(
      ReferenceDataset reference,
      List<Path> inputs,
      ReadsRun reads,
      CallOutputs outputs,
      PrintWriter err)
      throws IOException {
    long begin = System.nanoTime();
    long broken = 0;
    AnalysisOptions options = AnalysisOptions.REPORT.withProteins(outputs.needsProteins());
    try (SequenceFiles sequences = new SequenceFiles(inputs);
        ProgressDisplay progress = ProgressDisplay.begin("call", "genomes", 0);
        ParallelCalling calling =
            new ParallelCalling(
                jobs,
                () -> new GenomeAnalyzer(reference, options),
                outputs,
                answer -> {
                  write(answer);
                  progress.step();
                })) {
      broken += reads.call(calling, err);
      for (Step step = sequences.next(); step != null; step = sequences.next()) {
        if (step instanceof Step.Entry record) {
          calling.add(record.entry());
        } else if (step instanceof Step.Broken file) {
          err.println(file.message());
          broken++;
        }
      }
      calling.finish();
    }
    if (called + failed > 0 || broken == 0) { // else there is nothing to put in the outputs' place
      outputs.commit();
      reads.commit();
    }
    double seconds = (System.nanoTime() - begin) * 1e-9;
    err.printf(
        Locale.ROOT,
        "%d sequences: %d called, %d failed (%s %s, %.1f s, %.0f a second)%n",
        called + failed,
        called,
        failed,
        reference.name(),
        reference.version(),
        seconds,
        (called + failed) / Math.max(seconds, 1e-3));
    err.flush();
    if (called == 0) {
      return NOTHING;
    }
    return failed + broken == 0 ? 0 : FAILURES;
  }

  private void write(ParallelCalling.Answer answer) {
    try {
      for (CallOutput.Writing writing : answer.writings()) {
        writing.write();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the output cannot be written: " + e.getMessage(), e);
    }
    if (answer.called()) {
      called++;
    } else {
      failed++;
    }
  }
}
