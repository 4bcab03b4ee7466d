package org.virowatch.genomics.align;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heaviest chain of seeds that ascend on query and reference without overlapping (the
 * two-dimensional chain problem; Gusfield, Algorithms on Strings, Trees and Sequences, 13.3).
 *
 * @param seeds in order; neighbouring pieces on the same diagonal are joined
 */
record SeedChain(List<Seed> seeds) {

  /** The best seed chain ending at a reference position. */
  private record ChainEnd(int referenceEnd, int score, int seed) {}

  private record Endpoint(int query, boolean start, int seed) {}

  SeedChain {
    seeds = List.copyOf(seeds);
  }

  /** Query letters covered. */
  int covered() {
    return seeds.stream().mapToInt(Seed::length).sum();
  }

  /** The heaviest chain of a non-empty list of matches. */
  static SeedChain of(List<Seed> matches) {
    int[] scores = new int[matches.size()];
    int[] previous = new int[matches.size()];
    List<Endpoint> endpoints = new ArrayList<>(2 * matches.size());
    for (int i = 0; i < matches.size(); i++) {
      endpoints.add(new Endpoint(matches.get(i).query(), true, i));
      endpoints.add(new Endpoint(matches.get(i).queryEnd(), false, i));
    }
    endpoints.sort(Comparator.comparingInt(Endpoint::query));
    List<ChainEnd> ends = new ArrayList<>(); // by descending reference end and score
    for (Endpoint endpoint : endpoints) {
      Seed seed = matches.get(endpoint.seed);
      if (endpoint.start) {
        ChainEnd best = firstEndingBy(ends, seed.reference());
        scores[endpoint.seed] = seed.length() + (best == null ? 0 : best.score);
        previous[endpoint.seed] = best == null ? -1 : best.seed;
      } else {
        addEnd(ends, new ChainEnd(seed.referenceEnd(), scores[endpoint.seed], endpoint.seed));
      }
    }
    List<Seed> chain = new ArrayList<>();
    for (int i = ends.get(0).seed; i >= 0; i = previous[i]) {
      chain.add(matches.get(i));
    }
    Collections.reverse(chain);
    return new SeedChain(joined(chain));
  }

  private static @Nullable ChainEnd firstEndingBy(List<ChainEnd> ends, int reference) {
    int at = firstAt(ends, reference);
    return at < ends.size() ? ends.get(at) : null;
  }

  /** Number of chains that end behind a reference position: they stand first. */
  private static int firstAt(List<ChainEnd> ends, int reference) {
    int low = 0;
    int high = ends.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends.get(middle).referenceEnd > reference) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Adds a chain unless a shorter one scores more, in the place of longer ones that score less. */
  private static void addEnd(List<ChainEnd> ends, ChainEnd added) {
    int at = firstAt(ends, added.referenceEnd - 1);
    if (at < ends.size() && ends.get(at).score > added.score) {
      return;
    }
    int from = at; // scores do not rise along the list
    while (from > 0 && ends.get(from - 1).score < added.score) {
      from--;
    }
    ends.subList(from, at).clear();
    ends.add(from, added);
  }

  private static List<Seed> joined(List<Seed> chain) {
    List<Seed> joined = new ArrayList<>();
    for (Seed seed : chain) {
      int last = joined.size() - 1;
      if (last >= 0
          && joined.get(last).queryEnd() == seed.query()
          && joined.get(last).referenceEnd() == seed.reference()) {
        Seed before = joined.get(last);
        joined.set(
            last, new Seed(before.reference(), before.query(), before.length() + seed.length()));
      } else {
        joined.add(seed);
      }
    }
    return joined;
  }
}
