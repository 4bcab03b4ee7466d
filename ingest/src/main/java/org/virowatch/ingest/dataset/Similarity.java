package org.virowatch.ingest.dataset;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** How alike two names look: Dice's coefficient over pairs of letters, 0 to 1. */
final class Similarity {
  private Similarity() {}

  static double of(String one, String other) {
    Set<String> first = pairs(one);
    Set<String> second = pairs(other);
    if (first.isEmpty() || second.isEmpty()) {
      return folded(one).equals(folded(other)) ? 1 : 0;
    }
    Set<String> shared = new HashSet<>(first);
    shared.retainAll(second);
    return 2.0 * shared.size() / (first.size() + second.size());
  }

  /** A name without case and punctuation. */
  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static Set<String> pairs(String name) {
    String letters = folded(name);
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 2 <= letters.length(); i++) {
      pairs.add(letters.substring(i, i + 2));
    }
    return pairs;
  }
}
