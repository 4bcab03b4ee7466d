package org.virowatch.ingest.call;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.virowatch.ingest.progress.ProgressDisplay;
import org.virowatch.ingest.submission.SequenceFiles;
import org.virowatch.ingest.submission.SequenceFiles.Step;

/** One run of {@code virowatch call}: from what is read to outputs that stand in their place. */
final class CallRun {
  private final int jobs;
  private final VerbosityOptions verbosity;
  private final PrintWriter err;
  private long called;
  private long failed;

  /**
   * Prepares a run.
   *
   * @param jobs threads that analyse
   * @param err is told what goes wrong, and the result
   */
  CallRun(int jobs, VerbosityOptions verbosity, PrintWriter err) {
    this.jobs = jobs;
    this.verbosity = verbosity;
    this.err = err;
  }

  /**
   * Calls everything.
   *
   * @param reads samples of reads, if any, which come first
   * @param callers makes what calls, one for each thread
   * @param datasets says at the end of what the sequences were
   * @return the command's exit code
   * @throws IOException if an output cannot be written
   */
  int run(
      List<Path> inputs,
      @Nullable ReadsRun reads,
      ResultOutputs outputs,
      Supplier<? extends SequenceCaller> callers,
      Supplier<String> datasets)
      throws IOException {
    long begin = System.nanoTime();
    long broken = 0;
    try (SequenceFiles sequences = new SequenceFiles(inputs);
        ProgressDisplay progress = verbosity.progress();
        ParallelCalling calling =
            new ParallelCalling(
                jobs,
                callers,
                answer -> {
                  write(answer);
                  progress.step();
                })) {
      broken += reads == null ? 0 : reads.call(calling, err);
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
      if (reads != null) {
        reads.commit();
      }
    }
    double seconds = (System.nanoTime() - begin) * 1e-9;
    if (verbosity.tellsResult() && (called + failed > 0 || broken == 0)) {
      err.printf(
          Locale.ROOT,
          "%d sequence%s: %d called, %d failed (%s, %.1f s, %.0f a second)%n",
          called + failed,
          called + failed == 1 ? "" : "s",
          called,
          failed,
          datasets.get(),
          seconds,
          (called + failed) / Math.max(seconds, 1e-3));
    }
    err.flush();
    if (called == 0) {
      return CallCommand.NOTHING;
    }
    return failed + broken == 0 ? 0 : CallCommand.FAILURES;
  }

  private void write(ParallelCalling.Answer answer) {
    try {
      for (CallOutput.Writing writing : answer.writings()) {
        writing.write();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    if (answer.called()) {
      called++;
    } else {
      failed++;
    }
  }
}
