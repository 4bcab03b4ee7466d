package org.virowatch.genomics.align;

import java.util.Arrays;
import java.util.List;
import org.virowatch.genomics.dataset.AlignmentParameters;

/**
 * Asks where the reference implementation's seeds are, for queries so short, or so near a repeat of
 * the reference, that exact runs do not tell: a chain may as well end in another copy.
 *
 * <p>Reuses buffers: not thread-safe.
 */
final class SeedsOnRuns {

  /** Letters of an end that are asked about apart from the others. */
  static final int END = 600;

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

  /**
   * Whether all seeds in an end of a query are on its runs, and cover half of it: the heaviest
   * chain then goes along the runs there, since one that leaves them further in loses these.
   *
   * @param start whether the first letters are meant, or the last
   * @param query of at least {@link #END} letters
   */
  boolean leadAtEnd(boolean start, byte[] query, int queryLength) {
    // Words are looked up at the places of the query at which they are looked up in all of it.
    int stride = 3 * Math.max(1, parameters.kmerDistance());
    int from = start ? 0 : (queryLength - END) / stride * stride;
    int to = start ? END : queryLength;
    List<Seed> matches =
        search.matches(from == 0 ? query : Arrays.copyOfRange(query, from, to), to - from);
    int covered = 0;
    for (Seed seed : matches) {
      if (!isOnAnyRun(seed, seed.offset() + from, start)) {
        return false;
      }
      covered += seed.length();
    }
    return !search.isExhausted() && covered > END / 2;
  }

  private boolean isOnAnyRun(Seed seed, int diagonal, boolean fromStart) {
    for (int i = 0; i < runs.size(); i++) {
      int run = fromStart ? i : runs.size() - 1 - i;
      if (fromStart ? runs.start(run) >= seed.referenceEnd() : runs.end(run) <= seed.reference()) {
        return false;
      }
      if (runs.diagonal(run) == diagonal
          && runs.start(run) < seed.referenceEnd()
          && runs.end(run) > seed.reference()) {
        return true;
      }
    }
    return false;
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
