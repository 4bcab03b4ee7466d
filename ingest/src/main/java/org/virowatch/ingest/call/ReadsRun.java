package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.reads.CoverageSummary;
import org.virowatch.genomics.reads.ReadVariant;
import org.virowatch.genomics.reads.ReadsAnalysis;

/** The samples of a call whose input is reads: each is analysed, written, and its genome called. */
final class ReadsRun implements AutoCloseable {
  private static final int MOST_NAMES = 8;

  private final ReadsCalling calling;
  private final ReadsOutputs outputs;

  private ReadsRun(ReadsCalling calling, ReadsOutputs outputs) {
    this.calling = calling;
    this.outputs = outputs;
  }

  /**
   * Makes ready; nothing is read yet.
   *
   * @param prefix beginning of the names of all outputs, if they are wanted
   * @throws IllegalArgumentException if an option is wrong
   * @throws org.virowatch.genomics.reads.ReadsException if the primers cannot be used
   * @throws IOException if an output cannot be written
   */
  static ReadsRun open(
      ReadsOptions options,
      List<ReadSample> samples,
      ReferenceDataset dataset,
      Optional<Path> prefix,
      int jobs)
      throws IOException {
    ReadsCalling calling = new ReadsCalling(dataset, options, samples, jobs);
    try {
      return new ReadsRun(
          calling, ReadsOutputs.open(options.files(prefix), dataset, samples.size()));
    } catch (IOException | RuntimeException e) {
      calling.close();
      throw e;
    }
  }

  /**
   * Analyses every sample and hands its consensus on.
   *
   * @param genomes takes the consensus genomes
   * @param err is told of each sample in a line
   * @return number of samples whose reads cannot be used
   */
  long call(ParallelCalling genomes, PrintWriter err) throws IOException {
    calling.remark().ifPresent(err::println);
    long unusable = 0;
    for (var next = calling.next(); next.isPresent(); next = calling.next()) {
      next.get().message().ifPresent(err::println);
      if (next.get().analysis().isEmpty()) {
        unusable++;
        continue;
      }
      ReadsAnalysis analysis = next.get().analysis().get();
      outputs.write(analysis);
      err.println(describe(analysis));
      err.flush();
      genomes.add(new FastaRecord(analysis.sample(), "", analysis.consensus().getBytes(US_ASCII)));
    }
    return unusable;
  }

  private static String describe(ReadsAnalysis analysis) {
    CoverageSummary coverage = analysis.coverage();
    long minor =
        analysis.variants().stream()
            .filter(variant -> variant.filter() == ReadVariant.Filter.PASS)
            .filter(variant -> variant.presence() != ReadVariant.Presence.PRESENT)
            .count();
    String dropOuts =
        coverage.dropOuts().stream()
            .limit(MOST_NAMES)
            .map(each -> each.amplicon().name())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%s: %,d reads, mean depth %.0f, %.1f %% at 10 or more, consensus %.1f %% known, %d minor"
            + " variants%s",
        analysis.sample(),
        analysis.counts().used(),
        coverage.meanDepth(),
        100 * coverage.covered10(),
        100 * analysis.consensusKnown(),
        minor,
        coverage.amplicons().isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                ", %d of %d amplicons dropped out%s%s",
                coverage.dropOuts().size(),
                coverage.amplicons().size(),
                dropOuts.isEmpty() ? "" : ": " + dropOuts,
                coverage.dropOuts().size() > MOST_NAMES ? ", ..." : ""));
  }

  /** Completes the outputs. */
  void commit() throws IOException {
    outputs.commit();
  }

  @Override
  public void close() throws IOException {
    calling.close();
    outputs.close();
  }
}
