package org.virowatch.ingest.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.reads.AlignedReads;
import org.virowatch.genomics.reads.PrimerFile;
import org.virowatch.genomics.reads.PrimerScheme;
import org.virowatch.genomics.reads.ReadFormat;
import org.virowatch.genomics.reads.ReadParameters;
import org.virowatch.genomics.reads.ReadsAnalysis;
import org.virowatch.genomics.reads.ReadsAnalyzer;
import org.virowatch.genomics.reads.ReadsException;

/**
 * Analyses the reads of samples, several at a time, and hands the results on in the order of the
 * input. No more samples are in memory than are analysed at a time, and one.
 */
final class ReadsCalling implements AutoCloseable {

  /**
   * What came of a sample.
   *
   * @param analysis empty if its reads cannot be used
   * @param message what a person should know; the fault if there is no analysis
   */
  record Outcome(Optional<ReadsAnalysis> analysis, Optional<String> message) {}

  private final ReferenceDataset dataset;
  private final ReadsOptions options;
  private final ReadParameters parameters;
  private final Optional<PrimerFile> primers;
  private final Iterator<ReadSample> samples;
  private final int atOnce;
  private final int threadsOfMinimap2;
  private final ExecutorService workers;
  private final Deque<Future<Outcome>> running = new ArrayDeque<>();

  /**
   * Prepares samples; the first are analysed with the first call of {@link #next}.
   *
   * @param jobs processors to use
   * @throws ReadsException if the primers cannot be used
   * @throws IllegalArgumentException if an option is wrong
   */
  ReadsCalling(ReferenceDataset dataset, ReadsOptions options, List<ReadSample> samples, int jobs) {
    this.dataset = dataset;
    this.options = options;
    this.parameters = options.parameters();
    this.primers = options.primers(dataset);
    this.samples = samples.iterator();
    this.atOnce = Math.max(1, Math.min(jobs, samples.size()));
    this.threadsOfMinimap2 = Math.max(1, jobs / atOnce);
    this.workers =
        Executors.newFixedThreadPool(
            atOnce,
            task -> {
              Thread thread = new Thread(task, "reads");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What a person should know about the primers. */
  Optional<String> remark() {
    return primers.flatMap(PrimerFile::remark);
  }

  /** The next sample's outcome; empty after the last. */
  Optional<Outcome> next() {
    while (running.size() < atOnce && samples.hasNext()) {
      ReadSample sample = samples.next();
      running.add(workers.submit(() -> analyze(sample)));
    }
    if (running.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(running.remove().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the analysis of the reads was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the analysis of the reads failed: " + e.getCause(), e);
    }
  }

  private Outcome analyze(ReadSample sample) {
    try {
      boolean fastq = false;
      for (var file : sample.files()) {
        fastq = !ReadFormat.of(file).aligned();
        if (sample.files().size() == 2 && !fastq) {
          throw new ReadsException(file + " is no FASTQ, which the files of a pair are");
        }
      }
      return fastq ? align(sample) : analyzeAligned(sample);
    } catch (ReadsException e) {
      return new Outcome(Optional.empty(), Optional.ofNullable(e.getMessage()));
    }
  }

  private Outcome analyzeAligned(ReadSample sample) {
    try (AlignedReads reads =
        AlignedReads.open(sample.files().get(0), dataset, options.reference())) {
      ReadsAnalyzer analyzer = analyzer(sample, reads.referenceName());
      return new Outcome(Optional.of(analyzer.analyze(sample.name(), reads)), reads.remark());
    }
  }

  /** One for a sample whose reads know the reference by a name. */
  private ReadsAnalyzer analyzer(ReadSample sample, String contig) {
    PrimerScheme scheme;
    try {
      scheme = primers.map(file -> file.scheme(contig)).orElse(PrimerScheme.NONE);
    } catch (ReadsException e) {
      throw new ReadsException(sample.name() + " is not analysed: " + e.getMessage(), e);
    }
    return new ReadsAnalyzer(dataset, scheme, parameters);
  }

  private Outcome align(ReadSample sample) {
    ReadsAnalyzer analyzer = analyzer(sample, dataset.referenceName());
    try (Minimap2 minimap2 = Minimap2.start(sample, dataset, options.preset(), threadsOfMinimap2)) {
      ReadsAnalysis analysis;
      try (AlignedReads reads =
          AlignedReads.ofAligner(
              minimap2.alignments(), dataset, "the alignment of " + sample.describe())) {
        analysis = analyzer.analyze(sample.name(), reads);
      } catch (ReadsException e) {
        minimap2.requireSuccess(); // if it failed, that is the reason
        throw e;
      }
      minimap2.requireSuccess();
      return new Outcome(Optional.of(analysis), Optional.empty());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
