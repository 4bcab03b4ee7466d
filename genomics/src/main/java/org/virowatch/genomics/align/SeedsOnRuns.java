package org.virowatch.genomics.align;

import java.util.List;
import org.virowatch.genomics.dataset.AlignmentParameters;

/**
 * Asks where the reference implementation's seeds are, for queries so short, or so near a repeat of
 * the reference, that exact runs do not tell: a chain may as well end in another copy.
 *
 * <p>Reuses buffers: not thread-safe.
 */
final class SeedsOnRuns {

  private final ExactRuns runs;
  private final AlignmentParameters parameters;
  private final int referenceLength;
  private final SeedSearch search;

  /**
   * @param reference upper-case codes; not copied
   * @param runs of the queries to ask about
   */
  SeedsOnRuns(byte[] reference, AlignmentParameters parameters, ExactRuns runs) {
    this.runs = runs;
    this.parameters = parameters;
    referenceLength = reference.length;
    search = new SeedSearch(reference, parameters);
  }

  /** Whether the seeds of a query lead along its runs, and are enough. */
  boolean lead(byte[] query, int queryLength) {
    List<Seed> matches = search.matches(query, queryLength);
    if (search.isExhausted() || matches.isEmpty()) {
      return false;
    }
    SeedChain chain = SeedChain.of(matches);
    int run = 0;
    for (Seed seed : chain.seeds()) {
      while (run < runs.size() - 1 && runs.end(run) <= seed.reference()) {
        run++;
      }
      if (!isOnRun(seed, run)) {
        return false;
      }
    }
    return chain.covered() >= parameters.minSeedCover() * Math.min(queryLength, referenceLength);
  }

  /** Whether one of the runs beside a seed, which may reach over a gap, is on its diagonal. */
  private boolean isOnRun(Seed seed, int first) {
    int run = first;
    while (run + 1 < runs.size()
        && runs.diagonal(run) != seed.offset()
        && runs.start(run + 1) < seed.referenceEnd()) {
      run++;
    }
    return runs.diagonal(run) == seed.offset();
  }
}
