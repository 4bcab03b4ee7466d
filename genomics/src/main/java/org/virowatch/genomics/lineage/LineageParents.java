package org.virowatch.genomics.lineage;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** Finds which lineage each lineage of a tree descends from. */
public final class LineageParents {
  private static final String UNALIASED = "partiallyAliased";

  private LineageParents() {}

  /**
   * The parent of each lineage of a tree that has one: by the aliases if given, else by the tree's
   * attribute {@code partiallyAliased} where the parent's name is there too, else the lineage above
   * its first node in depth-first order. Where lineages are Pango's, A, B and recombinants have
   * none.
   */
  public static Map<String, String> of(PhylogeneticTree tree, Optional<PangoAliases> aliases) {
    Map<String, String> unaliased = new LinkedHashMap<>();
    Map<String, String> aliased = new HashMap<>();
    Map<String, String> above = new LinkedHashMap<>();
    for (int node = 0; node < tree.size(); node++) {
      String lineage = tree.lineage(node);
      if (lineage != null && !above.containsKey(lineage)) {
        above.put(lineage, lineageAbove(tree, node));
        String full = tree.attribute(node, UNALIASED);
        if (full != null) {
          unaliased.put(lineage, full);
          aliased.putIfAbsent(full, lineage);
        }
      }
    }
    boolean pango = aliases.isPresent() || !unaliased.isEmpty();
    Map<String, String> parents = new LinkedHashMap<>();
    above.forEach(
        (lineage, ancestor) -> {
          String parent = aliases.flatMap(known -> known.parent(lineage)).orElse(null);
          if (parent == null && aliases.isEmpty()) {
            parent = trimmed(unaliased.get(lineage), aliased);
          }
          if (parent == null && !(pango && lineage.indexOf('.') < 0)) {
            parent = ancestor;
          }
          if (parent != null && !parent.isEmpty() && !parent.equals(lineage)) {
            parents.put(lineage, parent);
          }
        });
    return withoutCycles(parents);
  }

  private static String lineageAbove(PhylogeneticTree tree, int node) {
    for (int ancestor = tree.parent(node); ancestor >= 0; ancestor = tree.parent(ancestor)) {
      String lineage = tree.lineage(ancestor);
      if (lineage != null) {
        return lineage;
      }
    }
    return "";
  }

  private static @Nullable String trimmed(@Nullable String full, Map<String, String> aliased) {
    if (full == null || full.lastIndexOf('.') < 0) {
      return null;
    }
    return aliased.get(full.substring(0, full.lastIndexOf('.')));
  }

  /**
   * Names from several sources may contradict one another: whoever descends from itself is a root.
   */
  private static Map<String, String> withoutCycles(Map<String, String> parents) {
    Map<String, String> sound = new LinkedHashMap<>(parents);
    // The longest line of descent has one lineage more than there are parents.
    int longest = parents.size() + 1;
    for (String lineage : parents.keySet()) {
      int steps = 0;
      for (String at = lineage; at != null && steps <= longest; at = sound.get(at)) {
        steps++;
      }
      if (steps > longest) {
        sound.remove(lineage);
      }
    }
    return sound;
  }
}
