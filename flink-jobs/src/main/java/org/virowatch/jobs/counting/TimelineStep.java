package org.virowatch.jobs.counting;

/**
 * At an instant a version begins or ceases to count.
 *
 * @param at event time, epoch milliseconds
 * @param version the version with its calls
 */
record TimelineStep(long at, TimedVersion version) implements Comparable<TimelineStep> {

  /** What tells the calls of a genome apart. */
  record Call(int version, long movedAt) implements Comparable<Call> {
    @Override
    public int compareTo(Call other) {
      int order = Integer.compare(version, other.version);
      return order == 0 ? Long.compare(movedAt, other.movedAt) : order;
    }
  }

  /** Returns which calls of the genome these are. */
  Call call() {
    return new Call(version.version(), version.movedAt());
  }

  @Override
  public int compareTo(TimelineStep other) {
    int order = Long.compare(at, other.at);
    return order == 0 ? call().compareTo(other.call()) : order;
  }
}
