package org.virowatch.genomics.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.tree.BranchMutation;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** Nextclade's definition of placement word by word: sets of mutations, node by node. Slow. */
final class PlainPlacement {
  private final PhylogeneticTree tree;
  private final String reference;

  PlainPlacement(PhylogeneticTree tree, String reference) {
    this.tree = tree;
    this.reference = reference;
  }

  /** The chosen node. */
  int place(NucleotideCalls calls) {
    int best = 0;
    for (int node = 1; node < tree.size(); node++) {
      int closer = Integer.compare(distance(node, calls), distance(best, calls));
      boolean likelier = tree.placementPrior(node) > tree.placementPrior(best);
      if (closer < 0 || (closer == 0 && likelier)) {
        best = node;
      }
    }
    return best;
  }

  /** D = M_ref + M_query − 2·M_agree − M_disagree − M_unknown. */
  int distance(int node, NucleotideCalls calls) {
    Map<Integer, Character> nodeSubstitutions = differences(node);
    nodeSubstitutions.values().removeIf(state -> state == '-');
    Set<Integer> masked = new HashSet<>();
    tree.placementMask().forEach(range -> addAll(masked, range));
    Set<Integer> unknown = new HashSet<>(masked);
    addAll(unknown, new NucleotideRange(0, calls.aligned().begin()));
    addAll(unknown, new NucleotideRange(calls.aligned().end(), reference.length()));
    calls.missing().forEach(range -> addAll(unknown, range));
    calls.deletions().forEach(deletion -> addAll(unknown, deletion.range()));
    int query = 0;
    int agree = 0;
    int disagree = 0;
    for (Substitution substitution : calls.substitutions()) {
      int position = substitution.position().zeroBased();
      if (!masked.contains(position)) {
        query++;
        Character state = nodeSubstitutions.get(position);
        if (state != null) {
          if (state == substitution.query()) {
            agree++;
          } else {
            disagree++;
          }
        }
      }
    }
    int hidden = 0;
    for (int position : nodeSubstitutions.keySet()) {
      hidden += unknown.contains(position) ? 1 : 0;
    }
    return nodeSubstitutions.size() + query - 2 * agree - disagree - hidden;
  }

  /** Every private change as text, by kind. */
  Map<String, List<String>> privateMutations(
      int node, NucleotideCalls calls, Set<String> labelled) {
    Map<Integer, Character> nodeStates = differences(node);
    Set<Integer> seen = new HashSet<>();
    Map<String, List<String>> found = new TreeMap<>();
    List.of("deletions", "labelled", "reversions", "unlabelled")
        .forEach(kind -> found.put(kind, new ArrayList<>()));
    for (Substitution substitution : calls.substitutions()) {
      int position = substitution.position().zeroBased();
      seen.add(position);
      char from = nodeStates.getOrDefault(position, reference.charAt(position));
      if (from != substitution.query()) {
        String genotype = (position + 1) + "" + substitution.query();
        found
            .computeIfAbsent(
                labelled.contains(genotype) ? "labelled" : "unlabelled", kind -> new ArrayList<>())
            .add(from + genotype);
      }
    }
    for (Deletion deletion : calls.deletions()) {
      for (int i = deletion.range().begin(); i < deletion.range().end(); i++) {
        seen.add(i);
        if (nodeStates.getOrDefault(i, reference.charAt(i)) != '-') {
          found
              .computeIfAbsent("deletions", kind -> new ArrayList<>())
              .add(Integer.toString(i + 1));
        }
      }
    }
    addAll(seen, new NucleotideRange(0, calls.aligned().begin()));
    addAll(seen, new NucleotideRange(calls.aligned().end(), reference.length()));
    calls.missing().forEach(range -> addAll(seen, range));
    for (AmbiguousBases bases : calls.ambiguous()) {
      addAll(seen, bases.range());
    }
    nodeStates.forEach(
        (position, state) -> {
          if (!seen.contains(position) && state != '-') {
            found
                .computeIfAbsent("reversions", kind -> new ArrayList<>())
                .add(state + "" + (position + 1) + reference.charAt(position));
          }
        });
    return found;
  }

  /** The node's states that are not the reference's, by position. */
  private Map<Integer, Character> differences(int node) {
    List<Integer> path = new ArrayList<>();
    for (int ancestor = node; ancestor >= 0; ancestor = tree.parent(ancestor)) {
      path.add(ancestor);
    }
    Collections.reverse(path);
    Map<Integer, Character> states = new TreeMap<>();
    for (int ancestor : path) {
      for (BranchMutation mutation : tree.mutations(ancestor)) {
        states.put(mutation.position().zeroBased(), mutation.to());
      }
    }
    states.entrySet().removeIf(entry -> entry.getValue() == reference.charAt(entry.getKey()));
    return states;
  }

  private static void addAll(Set<Integer> positions, NucleotideRange range) {
    for (int position = range.begin(); position < range.end(); position++) {
      positions.add(position);
    }
  }
}
