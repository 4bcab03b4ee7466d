package org.virowatch.jobs.counting;

/**
 * Says when a task may publish its cells, so that publishing stays a small part of its work. A cell
 * is published whole, so what a publication costs grows with the cell; a replay at full speed that
 * touches thousands of cells would otherwise do little but publish. A publication takes room for as
 * many entries as the cell has, and room comes at a fixed rate; whoever comes when there is none
 * gets a later time, first come, first served. What changes meanwhile is published with it.
 *
 * <p>At the pace of uploads there is always room. Keeps no state worth a checkpoint.
 */
final class PublishPace {
  /** Entries of cells (mutations, labs, steps of coverage) that a task publishes in a second. */
  static final int ENTRIES_PER_SECOND = 125_000;

  /** Entries that a publication costs besides those of the cell. */
  static final int ENTRIES_OF_A_RECORD = 50;

  /** Work that may be ahead of its time, in milliseconds: cells change in bundles. */
  static final long BURST = 200;

  private double busyUntil;

  /**
   * Takes room for a publication.
   *
   * @param now the clock, epoch milliseconds
   * @param earliest when the cell may be published at the earliest
   * @param entries entries of the cell
   * @return when it may be published; not before the earliest time
   */
  long reserve(long now, long earliest, int entries) {
    double begin = Math.max(busyUntil, (double) now);
    busyUntil = begin + (entries + ENTRIES_OF_A_RECORD) * 1000.0 / ENTRIES_PER_SECOND;
    return begin <= (double) now + BURST ? earliest : Math.max(earliest, (long) begin);
  }
}
