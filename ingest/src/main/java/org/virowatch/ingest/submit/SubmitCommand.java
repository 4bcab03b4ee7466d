package org.virowatch.ingest.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.ingest.dataset.InstalledDatasets;
import org.virowatch.ingest.metadata.MetadataException;
import org.virowatch.ingest.progress.ProgressDisplay;
import org.virowatch.ingest.submission.SubmissionOptions;
import org.virowatch.ingest.submission.SubmissionOutcome;
import org.virowatch.ingest.submission.SubmissionOutcome.Accepted;
import org.virowatch.ingest.submission.SubmissionReader;
import org.virowatch.schemas.deployment.DeployedDataset;
import org.virowatch.schemas.deployment.Deployment;
import org.virowatch.schemas.deployment.DeploymentException;
import org.virowatch.schemas.deployment.DeploymentOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code virowatch submit}: uploads genomes and their metadata. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Upload genomes and their metadata to a running stack.",
      "Each sequence and each row of metadata gets a receipt: accepted, or refused with a reason."
          + " What is refused does not keep the rest from going through, and an interrupted upload"
          + " can be repeated as it is."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every record was accepted",
      "1:some records were accepted, some refused",
      "2:nothing was submitted: wrong usage, unusable input, or every record refused",
      "3:the broker was not reached or did not take the upload; what has a receipt was sent"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  virowatch submit --sequences genomes.fasta.gz --metadata metadata.tsv",
      "  virowatch submit --sequences a.fasta b.fasta --metadata all.csv --dry-run"
    })
public final class SubmitCommand implements Callable<Integer> {
  static final int REFUSALS = 1;
  static final int NOTHING = 2;
  static final int BROKER = 3;

  /** What stands for the dataset where it is to be detected. */
  private static final String AUTO = "auto";

  @Option(
      names = "--sequences",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "FASTA files, plain or compressed (gzip, zstd, xz, bzip2); - is standard input.")
  private List<Path> sequences = List.of();

  @Option(
      names = "--metadata",
      paramLabel = "FILE",
      description =
          "Table of metadata, TSV or CSV, plain or compressed (gzip, zstd). Without it each"
              + " sequence is its own accession, undated and without a place.")
  private @Nullable Path metadata;

  @Option(
      names = "--dataset",
      paramLabel = "NAME|auto",
      description =
          "Reference dataset of the genomes whose metadata name none, one of the stack's; auto:"
              + " detect it from each sequence (default: the stack's, or auto if it has several).")
  private @Nullable String dataset;

  @Option(
      names = "--lab",
      paramLabel = "NAME",
      description = "Submitting laboratory of records whose metadata name none.")
  private @Nullable String lab;

  @Option(
      names = "--receipts",
      paramLabel = "FILE",
      description = "Write the receipts here (TSV) instead of to standard output.")
  private @Nullable Path receipts;

  @Option(names = "--dry-run", description = "Check everything and send nothing.")
  private boolean dryRun;

  @Mixin private DeploymentOptions deployment = new DeploymentOptions();

  @Spec private CommandSpec spec;

  private final Clock clock;

  /** Makes the command with the system's clock. */
  public SubmitCommand() {
    this(Clock.systemUTC());
  }

  SubmitCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try (Receipts out = openReceipts()) {
      SubmissionOptions options = datasetOptions().withLab(lab).withClock(clock);
      // The metadata are checked before anything is sent.
      try (SubmissionReader reader = SubmissionReader.read(sequences, metadata, options);
          Upload upload = dryRun ? new Upload(null) : connect()) {
        return run(reader, upload, new ReceiptWriter(out.writer()), err);
      }
    } catch (MetadataException | DeploymentException | DatasetException e) {
      err.println(e.getMessage());
      return NOTHING;
    } catch (UploadException e) {
      err.println(e.getMessage());
      return BROKER;
    }
  }

  private int run(
      SubmissionReader reader, Upload upload, ReceiptWriter receiptWriter, PrintWriter err) {
    UploadSummary summary = new UploadSummary();
    List<SubmissionOutcome> unconfirmed = new ArrayList<>();
    try (ProgressDisplay progress =
        ProgressDisplay.begin("submit", "records", reader.metadataRows())) {
      while (reader.hasNext()) {
        SubmissionOutcome outcome = reader.next();
        if (outcome instanceof Accepted accepted) {
          upload.send(accepted);
        }
        unconfirmed.add(outcome);
        if (upload.isDue(unconfirmed.size())) {
          confirm(upload, unconfirmed, receiptWriter, summary);
        }
        progress.step();
      }
      confirm(upload, unconfirmed, receiptWriter, summary);
    } finally {
      err.println(summary.text(dryRun ? "acceptable, not sent" : "accepted"));
      err.flush();
    }
    if (summary.accepted() == 0) {
      return NOTHING;
    }
    return summary.refused() == 0 ? 0 : REFUSALS;
  }

  /** A receipt is written only for what the broker has taken for good. */
  private static void confirm(
      Upload upload,
      List<SubmissionOutcome> unconfirmed,
      ReceiptWriter receiptWriter,
      UploadSummary summary) {
    upload.commit();
    for (SubmissionOutcome outcome : unconfirmed) {
      receiptWriter.write(outcome);
      summary.count(outcome);
    }
    unconfirmed.clear();
  }

  private SubmissionOptions datasetOptions() {
    if (dataset != null && (dataset.isBlank() || dataset.indexOf('|') >= 0)) {
      throw new ParameterException(
          spec.commandLine(), "--dataset takes a name without '|', got '" + dataset + "'");
    }
    Path cache = deployment.dataDir().resolve("datasets");
    PrintWriter err = spec.commandLine().getErr();
    try {
      Deployment stack = deployment.deployment();
      List<String> names = stack.datasets().stream().map(DeployedDataset::name).toList();
      boolean detect = dataset == null ? names.size() > 1 : dataset.equals(AUTO);
      String fallback = dataset == null || detect ? names.get(0) : known(dataset, stack);
      return SubmissionOptions.of(fallback)
          .withDatasets(names)
          .withDetector(detect ? detector(stack, cache) : null);
    } catch (DeploymentException e) {
      if (!dryRun && !onlyBrokerKnown()) {
        throw e;
      }
      if (dataset != null && dataset.equals(AUTO)) {
        return SubmissionOptions.of("")
            .withDetector(
                DatasetDetector.of(InstalledDatasets.load(List.of(), cache, err::println)));
      }
      return SubmissionOptions.of(dataset == null ? ReferenceDatasets.BUILT_IN : dataset);
    }
  }

  /** A detector of what the stack can call. */
  private static DatasetDetector detector(Deployment stack, Path cache) {
    return DatasetDetector.of(
        stack.datasets().stream()
            .map(deployed -> ReferenceDatasets.resolve(deployed.location(), cache))
            .toList());
  }

  /** Better to say it now than in a rejection for each genome. */
  private String known(String name, Deployment stack) {
    if (stack.dataset(name).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "the stack has no dataset '"
              + name
              + "'; it has "
              + stack.datasets().stream().map(DeployedDataset::name).collect(joining(", "))
              + "; name one of them, or start the stack with 'virowatch up --dataset' for yours");
    }
    return name;
  }

  private boolean onlyBrokerKnown() {
    return spec.commandLine().getParseResult().hasMatchedOption("--bootstrap-servers");
  }

  private Upload connect() {
    return new Upload(SubmissionProducer.connect(deployment.bootstrapServers()));
  }

  private Receipts openReceipts() {
    if (receipts == null) {
      return new Receipts(spec.commandLine().getOut(), null);
    }
    try {
      return new Receipts(new PrintWriter(Files.newBufferedWriter(receipts, UTF_8)), receipts);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the receipts cannot be written to " + receipts + ": " + e.getMessage(), e);
    }
  }

  /** Where receipts go; standard output is flushed, a file closed. */
  private record Receipts(PrintWriter writer, @Nullable Path file) implements AutoCloseable {
    @Override
    public void close() {
      boolean failed = writer.checkError();
      if (file == null) {
        return;
      }
      writer.close();
      if (failed) {
        String message =
            file + " could not be written to its end: some receipts are missing; is the disk full?";
        throw new UncheckedIOException(message, new IOException(message));
      }
    }
  }

  /** A producer, or nothing in a dry run. */
  private record Upload(@Nullable SubmissionProducer producer) implements AutoCloseable {
    private static final int DRY_BATCH = 1000;

    void send(Accepted accepted) {
      if (producer != null) {
        producer.send(accepted.submission());
      }
    }

    boolean isDue(int waiting) {
      return waiting >= DRY_BATCH || (producer != null && producer.isDue());
    }

    void commit() {
      if (producer != null) {
        producer.commit();
      }
    }

    @Override
    public void close() {
      if (producer != null) {
        producer.close();
      }
    }
  }
}
