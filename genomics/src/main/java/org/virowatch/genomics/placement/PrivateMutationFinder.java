package org.virowatch.genomics.placement;

import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.MutationLabels;
import org.virowatch.genomics.sequence.Nucleotide;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * Compares a genome with a node, site by site where either differs from the reference. Masked sites
 * take part, as in Nextclade. Reuses buffers: not thread-safe.
 */
final class PrivateMutationFinder {
  private final byte[] reference;
  private final MutationLabels labels;
  private final NodeStates states;

  /** The node's state where it is not the reference's; 0 elsewhere and between calls. */
  private final byte[] nodeState;

  PrivateMutationFinder(PhylogeneticTree tree, byte[] reference, MutationLabels labels) {
    this.reference = reference;
    this.labels = labels;
    this.nodeState = new byte[reference.length];
    this.states = new NodeStates(reference.length, (node, step) -> walk(tree, node, step));
  }

  private static void walk(PhylogeneticTree tree, int node, NodeStates.Step step) {
    for (int ancestor = node; ancestor >= 0; ancestor = tree.parent(ancestor)) {
      for (int i = tree.lastMutation(ancestor) - 1; i >= tree.firstMutation(ancestor); i--) {
        step.change(
            tree.mutationPosition(i), (char) tree.mutationFrom(i), (char) tree.mutationTo(i));
      }
    }
  }

  PrivateMutations find(int node, NucleotideCalls calls) {
    NodeState state = states.of(node);
    int[] sites = state.sites();
    for (int i = 0; i < sites.length; i++) {
      nodeState[sites[i]] = (byte) state.letters()[i];
    }
    List<PrivateMutations.LabelledSubstitution> labelled = new ArrayList<>();
    List<Substitution> unlabelled = new ArrayList<>();
    substitutions(calls.substitutions(), labelled, unlabelled);
    List<Deletion> deletions = deletions(calls.deletions());
    // What is left in nodeState the genome neither shares nor contradicts by a change of its own.
    forgetUnknown(state, calls);
    List<Substitution> reversions = new ArrayList<>();
    for (int position : sites) {
      byte letter = nodeState[position];
      nodeState[position] = 0;
      if (letter != Nucleotide.GAP && letter != reference[position]) {
        reversions.add(change(position, letter, reference[position]));
      }
    }
    return new PrivateMutations(reversions, labelled, unlabelled, deletions);
  }

  private void substitutions(
      List<Substitution> substitutions,
      List<PrivateMutations.LabelledSubstitution> labelled,
      List<Substitution> unlabelled) {
    for (Substitution substitution : substitutions) {
      int position = substitution.position().zeroBased();
      byte state = nodeState[position] == 0 ? reference[position] : nodeState[position];
      if (substitution.query() != state) {
        Substitution change = change(position, state, (byte) substitution.query());
        List<String> known = labels.of(substitution.position(), substitution.query());
        if (known.isEmpty()) {
          unlabelled.add(change);
        } else {
          labelled.add(new PrivateMutations.LabelledSubstitution(change, known));
        }
      }
      settle(position);
    }
  }

  private List<Deletion> deletions(List<Deletion> deletions) {
    List<Deletion> own = new ArrayList<>();
    for (Deletion deletion : deletions) {
      int begin = -1;
      for (int position = deletion.range().begin(); position < deletion.range().end(); position++) {
        boolean shared = nodeState[position] == Nucleotide.GAP;
        settle(position);
        if (shared && begin >= 0) {
          own.add(new Deletion(new NucleotideRange(begin, position)));
          begin = -1;
        } else if (!shared && begin < 0) {
          begin = position;
        }
      }
      if (begin >= 0) {
        own.add(new Deletion(new NucleotideRange(begin, deletion.range().end())));
      }
    }
    return own;
  }

  private void forgetUnknown(NodeState state, NucleotideCalls calls) {
    forget(state, 0, calls.aligned().begin());
    forget(state, calls.aligned().end(), reference.length);
    for (NucleotideRange range : calls.missing()) {
      forget(state, range.begin(), range.end());
    }
    for (AmbiguousBases bases : calls.ambiguous()) {
      forget(state, bases.range().begin(), bases.range().end());
    }
  }

  private void forget(NodeState state, int begin, int end) {
    int[] sites = state.sites();
    for (int i = state.firstFrom(begin); i < sites.length && sites[i] < end; i++) {
      settle(sites[i]);
    }
  }

  /** Marks a site as compared: the node no longer differs there. */
  private void settle(int position) {
    if (nodeState[position] != 0) {
      nodeState[position] = reference[position];
    }
  }

  private static Substitution change(int position, byte from, byte to) {
    return new Substitution(new NucleotidePosition(position), (char) from, (char) to);
  }
}
