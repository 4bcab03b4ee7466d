package org.virowatch.ingest.dataset;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.virowatch.genomics.dataset.DatasetException;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.genomics.detect.DatasetMatch;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.detect.DetectionVerdict;
import org.virowatch.genomics.fasta.FastaEntry;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.ingest.submission.SequenceFiles;
import org.virowatch.ingest.submission.SequenceFiles.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code virowatch dataset detect}. */
@Command(
    name = "detect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tell which installed dataset each sequence is for, as a table on standard output.",
      "Columns: index, seqName, dataset, score, numHits as 'nextclade sort' has them, dataset empty"
          + " unless it is certain; behind them the verdict (certain, uncertain, none, too-short),"
          + " the nearest dataset, the strand, the words looked up and the runner-up. The score is"
          + " the share of the sequence's words that the dataset knows."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every sequence was recognised",
      "1:some were not, or a file could not be read to its end",
      "2:none was: wrong usage, unusable datasets or input, or other viruses"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  virowatch dataset detect genomes.fasta.gz",
      "  virowatch dataset detect --datasets-from my-datasets --all-matches genomes.fasta"
    })
public final class DatasetDetectCommand implements Callable<Integer> {
  static final int UNRECOGNISED = 1;
  static final int NOTHING = 2;

  private static final String HEADER =
      "index\tseqName\tdataset\tscore\tnumHits\tverdict\tnearest\tstrand\tnumWords"
          + "\trunnerUp\trunnerUpScore";

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "FASTA files, plain or compressed (gzip, zstd, xz, bzip2); - is standard input.")
  private List<Path> files = List.of();

  @Mixin private InstalledOptions installed = new InstalledOptions();

  @Option(
      names = "--all-matches",
      description = "A line for each dataset that has words of the sequence, the best first.")
  private boolean allMatches;

  @Spec private CommandSpec spec;

  private long index;
  private long recognised;
  private long broken;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    DatasetDetector detector;
    try {
      detector = DatasetDetector.of(installed.load(err::println));
    } catch (DatasetException e) {
      err.println(e.getMessage());
      return NOTHING;
    }
    out.println(HEADER);
    try (SequenceFiles sequences = new SequenceFiles(files)) {
      for (Step step = sequences.next(); step != null; step = sequences.next()) {
        if (step instanceof Step.Entry record) {
          write(out, record.entry(), detector);
        } else if (step instanceof Step.Broken file) {
          err.println(file.message());
          broken++;
        }
      }
    }
    out.flush();
    err.printf(
        "%d sequences: %d recognised among %d datasets%n",
        index, recognised, detector.datasets().size());
    err.flush();
    if (recognised == 0) {
      return NOTHING;
    }
    return recognised == index && broken == 0 ? 0 : UNRECOGNISED;
  }

  private void write(PrintWriter out, FastaEntry entry, DatasetDetector detector) {
    Detection detection =
        entry instanceof FastaRecord record
            ? detector.detect(record.sequence())
            : new Detection(DetectionVerdict.TOO_SHORT, 0, List.of()); // too long to be read
    String name =
        (entry.name() + " " + entry.description()).strip().replaceAll("[\\t\\r\\n\"]", " ");
    recognised += detection.certain().isPresent() ? 1 : 0;
    int lines = allMatches ? Math.max(1, detection.matches().size()) : 1;
    for (int i = 0; i < lines; i++) {
      out.println(line(name, detection, i));
    }
    index++;
  }

  private String line(String name, Detection detection, int rank) {
    List<DatasetMatch> matches = detection.matches();
    boolean certain = rank == 0 && detection.certain().isPresent();
    String start = index + "\t" + name + "\t";
    if (rank >= matches.size()) {
      return start + "\t0\t0\t" + detection.verdict() + "\t\t\t" + detection.words() + "\t\t";
    }
    DatasetMatch match = matches.get(rank);
    String runnerUp =
        rank + 1 < matches.size()
            ? matches.get(rank + 1).dataset().name() + "\t" + score(matches.get(rank + 1))
            : "\t";
    return start
        + (certain ? match.dataset().name() : "")
        + "\t"
        + score(match)
        + "\t"
        + match.hits()
        + "\t"
        + detection.verdict()
        + "\t"
        + match.dataset().name()
        + "\t"
        + (match.reversed() ? "-" : "+")
        + "\t"
        + detection.words()
        + "\t"
        + runnerUp;
  }

  private static String score(DatasetMatch match) {
    return String.format(Locale.ROOT, "%.4f", match.score());
  }
}
