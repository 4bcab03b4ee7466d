package org.virowatch.genomics.align;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

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
    List<ChainEnd> ends = new ArrayList<>(); // by descending reference end
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

  private static @org.jspecify.annotations.Nullable ChainEnd firstEndingBy(
      List<ChainEnd> ends, int reference) {
    for (ChainEnd end : ends) {
      if (end.referenceEnd <= reference) {
        return end;
      }
    }
    return null;
  }

  private static void addEnd(List<ChainEnd> ends, ChainEnd added) {
    int at = 0;
    while (at < ends.size() && ends.get(at).referenceEnd >= added.referenceEnd) {
      at++;
    }
    if (at < ends.size() && ends.get(at).score > added.score) {
      return;
    }
    ends.add(at, added);
    ends.removeIf(end -> end.referenceEnd >= added.referenceEnd && end.score < added.score);
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
