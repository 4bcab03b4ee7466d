package org.virowatch.ingest.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.virowatch.genomics.fasta.FastaEntry;

/**
 * Has sequences analysed on several threads and hands the results on in the order of the input. At
 * most a few sequences a thread are waiting at any time, however fast they are read.
 */
final class ParallelCalling implements AutoCloseable {
  private static final int WAITING_PER_JOB = 8;

  private final ExecutorService workers;
  private final ThreadLocal<SequenceCaller> callers;
  private final Deque<Future<Answer>> waiting = new ArrayDeque<>();
  private final int capacity;
  private final Consumer<Answer> answers;
  private long added;

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
    this.capacity = jobs * WAITING_PER_JOB;
    this.answers = answers;
  }

  /** Takes a sequence; waits for the oldest result when too many are waiting. */
  void add(FastaEntry entry) {
    while (waiting.size() >= capacity) {
      answers.accept(await(waiting.remove()));
    }
    long index = added++;
    waiting.add(workers.submit(() -> callers.get().call(index, entry)));
  }

  /** Waits for what is still being analysed. */
  void finish() {
    while (!waiting.isEmpty()) {
      answers.accept(await(waiting.remove()));
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }

  private static Answer await(Future<Answer> result) {
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
