package org.virowatch.ingest.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.virowatch.genomics.fasta.FastaEntry;
import org.virowatch.genomics.fasta.FastaRecord;

/**
 * Has sequences analysed on several threads and hands the results on in the order of the input.
 * Sequences are handed to the threads in batches, so that the handing over costs little beside the
 * analysis. At most a few batches a thread are waiting at any time, however fast sequences are
 * read: what waits has a bound in letters.
 */
final class ParallelCalling implements AutoCloseable {
  private static final int BATCHES_PER_JOB = 4;
  private static final int GENOMES_PER_BATCH = 32;
  private static final int LETTERS_PER_BATCH = 1_000_000;

  private final ExecutorService workers;
  private final ThreadLocal<SequenceCaller> callers;
  private final Deque<Future<List<Answer>>> waiting = new ArrayDeque<>();
  private final int capacity;
  private final Consumer<Answer> answers;
  private List<FastaEntry> batch = new ArrayList<>();
  private int letters; // in the batch
  private long submitted;

  /**
   * A result and how to write it.
   *
   * @param called whether the sequence was called
   * @param writings to be run in order
   */
  record Answer(boolean called, List<CallOutput.Writing> writings) {}

  /**
   * Starts the threads.
   *
   * @param jobs number of threads, from 1
   * @param callers makes one a thread
   * @param answers is given each answer, in order, on the thread that calls {@link #add} and {@link
   *     #finish}
   */
  ParallelCalling(int jobs, Supplier<? extends SequenceCaller> callers, Consumer<Answer> answers) {
    this.workers =
        Executors.newFixedThreadPool(
            jobs,
            task -> {
              Thread thread = new Thread(task, "call");
              thread.setDaemon(true);
              return thread;
            });
    this.callers = ThreadLocal.withInitial(callers);
    this.capacity = jobs * BATCHES_PER_JOB;
    this.answers = answers;
  }

  /** Takes a sequence; waits for the oldest results when too many are waiting. */
  void add(FastaEntry entry) {
    batch.add(entry);
    letters += entry instanceof FastaRecord record ? record.sequence().length : 0;
    if (batch.size() == GENOMES_PER_BATCH || letters >= LETTERS_PER_BATCH) {
      submit();
    }
  }

  /** Waits for what is still being analysed. */
  void finish() {
    submit();
    while (!waiting.isEmpty()) {
      answerOldest();
    }
  }

  private void submit() {
    if (batch.isEmpty()) {
      return;
    }
    while (waiting.size() >= capacity) {
      answerOldest();
    }
    List<FastaEntry> entries = batch;
    long first = submitted;
    submitted += entries.size();
    batch = new ArrayList<>(GENOMES_PER_BATCH);
    letters = 0;
    waiting.add(workers.submit(() -> call(entries, first)));
  }

  private void answerOldest() {
    await(waiting.remove()).forEach(answers);
  }

  private List<Answer> call(List<FastaEntry> entries, long first) {
    SequenceCaller caller = callers.get();
    List<Answer> made = new ArrayList<>(entries.size());
    for (FastaEntry entry : entries) {
      made.add(caller.call(first + made.size(), entry));
    }
    return made;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }

  private static List<Answer> await(Future<List<Answer>> result) {
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the analysis was interrupted", e);
    } catch (ExecutionException e) {
      // The analyzer never throws; what remains is the machine's own, such as exhausted memory.
      throw new IllegalStateException("the analysis failed: " + e.getCause(), e);
    }
  }
}
