package org.virowatch.jobs.state;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap that the decoded state of all tasks of a process may fill together. Tasks are as unequal
 * as regions are: one that holds the world needs many times what most others do, and a fixed part
 * for each would lie idle in most and be too little in one. Who has more than its fair share gives
 * way when all is used up.
 *
 * <p>Safe for use by several threads.
 */
public final class DecodedBudget {
  /** Percent of the heap; the rest is for what is just being worked on, and for Flink. */
  private static final int PERCENT_OF_HEAP = 45;

  private static final DecodedBudget OF_PROCESS =
      new DecodedBudget(Runtime.getRuntime().maxMemory() / 100 * PERCENT_OF_HEAP);

  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger sharers = new AtomicInteger();

  /**
   * Makes a budget of which nothing is used.
   *
   * @param limit bytes
   */
  DecodedBudget(long limit) {
    this.limit = limit;
  }

  /** Returns the one budget of this process. */
  static DecodedBudget ofProcess() {
    return OF_PROCESS;
  }

  /** Counts one more among which the budget is shared. */
  void join() {
    sharers.incrementAndGet();
  }

  /**
   * Takes back what somebody used, who is gone.
   *
   * @param bytes what it used at last
   */
  void leave(long bytes) {
    sharers.decrementAndGet();
    used.addAndGet(-bytes);
  }

  /** Says that somebody uses so many bytes more, or less. */
  void use(long bytes) {
    used.addAndGet(bytes);
  }

  /** Returns by how many bytes somebody who uses so many has to use less; 0 if it need not. */
  long tooMuch(long uses) {
    long over = used.get() - limit;
    long aboveShare = uses - limit / Math.max(1, sharers.get());
    return Math.max(0, Math.min(over, aboveShare));
  }

  /** Returns how many bytes are used. */
  long used() {
    return used.get();
  }
}
