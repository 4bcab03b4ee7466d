package org.virowatch.genomics.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.annotation.GenomeAnnotation;
import org.virowatch.genomics.call.AminoAcidCalls;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.UnknownCodons;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.dataset.MutationLabels;
import org.virowatch.genomics.tree.AminoAcidBranchMutation;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * Compares a genome's proteins with a node's, codon by codon where either differs from the
 * reference. All CDSes lie behind one another, ordered by name, in one array. Reuses buffers: not
 * thread-safe.
 */
final class PrivateAminoAcidFinder {

  private static final char UNKNOWN = 'X';
  private static final char GAP = '-';
  private static final int NOWHERE = -1;

  private final MutationLabels labels;
  private final NodeStates states;
  private final Map<String, Integer> offsets = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  /** The node's letter where it was touched by a mutation; 0 elsewhere and between calls. */
  private final char[] nodeLetter;

  /** The reference's letter there. */
  private final char[] referenceLetter;

  private String latestCds = ""; // calls come CDS by CDS
  private int latestOffset;

  PrivateAminoAcidFinder(
      PhylogeneticTree tree, GenomeAnnotation annotation, MutationLabels labels) {
    this.labels = labels;
    Map<String, Integer> codons = new TreeMap<>();
    for (CodingSequence cds : annotation.codingSequences()) {
      codons.put(cds.name(), cds.codons());
    }
    int next = 0;
    for (Map.Entry<String, Integer> cds : codons.entrySet()) {
      offsets.put(cds.getKey(), next);
      names.add(cds.getKey());
      starts.add(next);
      next += cds.getValue();
    }
    starts.add(next);
    nodeLetter = new char[next];
    referenceLetter = new char[next];
    states = new NodeStates(next, (node, step) -> walk(tree, node, step));
    latestOffset = offsets.getOrDefault(latestCds, NOWHERE);
  }

  private void walk(PhylogeneticTree tree, int node, NodeStates.Step step) {
    for (int ancestor = node; ancestor >= 0; ancestor = tree.parent(ancestor)) {
      List<AminoAcidBranchMutation> mutations = tree.aminoAcidMutations(ancestor);
      for (int i = mutations.size() - 1; i >= 0; i--) {
        AminoAcidBranchMutation mutation = mutations.get(i);
        int index = index(mutation.cds(), mutation.position());
        if (index >= 0) {
          step.change(index, mutation.from(), mutation.to());
        }
      }
    }
  }

  PrivateAminoAcids find(int nodeNumber, AminoAcidCalls calls) {
    NodeState node = states.of(nodeNumber);
    load(node);
    List<PrivateAminoAcids.Labelled> labelled = new ArrayList<>();
    List<AminoAcidSubstitution> unlabelled = new ArrayList<>();
    for (AminoAcidSubstitution substitution : calls.substitutions()) {
      int index = index(substitution.cds(), substitution.position());
      char state = state(index, substitution.reference());
      if (substitution.query() != state && substitution.query() != UNKNOWN) {
        AminoAcidSubstitution change =
            new AminoAcidSubstitution(
                substitution.cds(), substitution.position(), state, substitution.query());
        List<String> known = labels.of(change.cds(), change.position(), change.query());
        if (known.isEmpty()) {
          unlabelled.add(change);
        } else {
          labelled.add(new PrivateAminoAcids.Labelled(change, known));
        }
      }
      settle(index);
    }
    List<AminoAcidDeletion> deletions = new ArrayList<>();
    for (AminoAcidDeletion deletion : calls.deletions()) {
      int index = index(deletion.cds(), deletion.position());
      char state = state(index, deletion.reference());
      if (state != GAP) {
        deletions.add(new AminoAcidDeletion(deletion.cds(), deletion.position(), state));
      }
      settle(index);
    }
    calls.unknown().forEach(run -> forget(node, run));
    calls.unsequenced().forEach(run -> forget(node, run));
    return new PrivateAminoAcids(reversions(node), labelled, unlabelled, deletions);
  }

  /** Writes the node's letters, and the reference's at the same codons. */
  private void load(NodeState node) {
    int[] sites = node.sites();
    for (int i = 0; i < sites.length; i++) {
      nodeLetter[sites[i]] = node.letters()[i];
      referenceLetter[sites[i]] = node.reference()[i];
    }
  }

  private List<AminoAcidSubstitution> reversions(NodeState node) {
    List<AminoAcidSubstitution> reversions = new ArrayList<>();
    int cds = 0;
    for (int index : node.sites()) {
      char from = nodeLetter[index];
      char to = referenceLetter[index];
      nodeLetter[index] = 0;
      if (from != to && from != UNKNOWN && to != UNKNOWN) {
        while (index >= starts.get(cds + 1)) {
          cds++;
        }
        reversions.add(
            new AminoAcidSubstitution(
                names.get(cds), new CodonPosition(index - starts.get(cds)), from, to));
      }
    }
    return reversions;
  }

  private char state(int index, char reference) {
    return index < 0 || nodeLetter[index] == 0 ? reference : nodeLetter[index];
  }

  private void forget(NodeState node, UnknownCodons run) {
    int offset = offset(run.cds());
    if (offset >= 0) {
      int[] sites = node.sites();
      int end = offset + run.codons().end();
      for (int i = node.firstFrom(offset + run.codons().begin());
          i < sites.length && sites[i] < end;
          i++) {
        settle(sites[i]);
      }
    }
  }

  /** Marks a codon as compared: the node no longer differs there. */
  private void settle(int index) {
    if (index >= 0 && nodeLetter[index] != 0) {
      nodeLetter[index] = referenceLetter[index];
    }
  }

  private int index(String cds, CodonPosition position) {
    int offset = offset(cds);
    int index = offset < 0 ? NOWHERE : offset + position.zeroBased();
    return index < nodeLetter.length ? index : NOWHERE;
  }

  private int offset(String cds) {
    if (!cds.equals(latestCds)) {
      latestCds = cds;
      latestOffset = offsets.getOrDefault(cds, NOWHERE);
    }
    return latestOffset;
  }
}
