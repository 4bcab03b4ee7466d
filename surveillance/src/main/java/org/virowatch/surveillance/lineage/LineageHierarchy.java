package org.virowatch.surveillance.lineage;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which lineage descends from which. Parents come from the dataset (Pango aliases resolved); a
 * lineage that it does not know takes the parent its dotted name implies, {@code X.1.2 → X.1 → X},
 * so a lineage designated after the dataset was made still counts under its ancestors.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class LineageHierarchy implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No parents but those that dotted names imply. */
  public static final LineageHierarchy BY_NAME = new LineageHierarchy(Map.of());

  private final HashMap<String, String> parents;

  private LineageHierarchy(Map<String, String> parents) {
    this.parents = new HashMap<>(parents);
  }

  /**
   * Returns the hierarchy with the given parent of each lineage. An empty parent marks a root. The
   * map may hold a cycle by mistake; every walk ends all the same.
   */
  public static LineageHierarchy of(Map<String, String> parents) {
    return new LineageHierarchy(parents);
  }

  /** Returns a text that changes when any parent does, and is the same on every machine. */
  public String fingerprint() {
    return Integer.toHexString(parents.hashCode());
  }

  /** Returns the parent of a lineage, when it has one. */
  public Optional<String> parent(String lineage) {
    String known = parents.get(lineage);
    if (known != null) {
      return known.isEmpty() || known.equals(lineage) ? Optional.empty() : Optional.of(known);
    }
    int dot = lineage.lastIndexOf('.');
    return dot <= 0 ? Optional.empty() : Optional.of(lineage.substring(0, dot));
  }

  /** Returns whether the lineage is the ancestor itself or descends from it. */
  public boolean isSameOrDescendant(String lineage, String ancestor) {
    if (lineage.equals(ancestor)) {
      return true;
    }
    Set<String> seen = new HashSet<>();
    Optional<String> next = Optional.of(lineage);
    while (next.isPresent() && seen.add(next.get())) {
      next = parent(next.get());
      if (next.isPresent() && next.get().equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether a lineage matches a pattern: {@code BA.2} that lineage alone, {@code BA.2*}
   * with its descendants, {@code *} every placed lineage. The empty lineage, of unplaced genomes,
   * matches none.
   */
  public boolean matches(String pattern, String lineage) {
    if (lineage.isEmpty()) {
      return false;
    }
    if (pattern.equals("*")) {
      return true;
    }
    return pattern.endsWith("*")
        ? isSameOrDescendant(lineage, pattern.substring(0, pattern.length() - 1))
        : pattern.equals(lineage);
  }
}
