package org.virowatch.genomics.output;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.placement.NodeDifferences;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.placement.PrivateAminoAcids;
import org.virowatch.genomics.placement.PrivateMutations;
import org.virowatch.genomics.placement.TreeComparison;

/** Columns of differences from nodes of the tree: the nearest, founders, and nodes searched for. */
final class PrivateColumns {

  private static final PrivateMutations NONE =
      new PrivateMutations(List.of(), List.of(), List.of(), List.of());

  /** What Nextclade writes where a search finds no node. */
  private static final String NOT_APPLICABLE = "N/A";

  private PrivateColumns() {}

  static List<Column> nucleotides() {
    String prefix = "privateNucMutations.";
    return List.of(
        new Column(
            prefix + "reversionSubstitutions",
            (out, genome) -> MutationText.substitutions(out, own(genome).reversions())),
        new Column(
            prefix + "labeledSubstitutions",
            (out, genome) -> MutationText.labelled(out, own(genome).labelled())),
        new Column(
            prefix + "unlabeledSubstitutions",
            (out, genome) -> MutationText.substitutions(out, own(genome).unlabelled())),
        Column.number(
            prefix + "totalReversionSubstitutions", genome -> own(genome).reversions().size()),
        Column.number(
            prefix + "totalLabeledSubstitutions", genome -> own(genome).labelled().size()),
        Column.number(
            prefix + "totalUnlabeledSubstitutions", genome -> own(genome).unlabelled().size()),
        Column.number(prefix + "totalPrivateSubstitutions", genome -> count(own(genome))));
  }

  static List<Column> aminoAcids() {
    String prefix = "privateAaMutations.";
    return List.of(
        new Column(
            prefix + "reversionSubstitutions",
            (out, genome) -> MutationText.aminoAcids(out, ownAminoAcids(genome).reversions())),
        new Column(
            prefix + "labeledSubstitutions",
            (out, genome) ->
                MutationText.labelledAminoAcids(out, ownAminoAcids(genome).labelled())),
        new Column(
            prefix + "unlabeledSubstitutions",
            (out, genome) -> MutationText.aminoAcids(out, ownAminoAcids(genome).unlabelled())),
        Column.number(
            prefix + "totalReversionSubstitutions",
            genome -> ownAminoAcids(genome).reversions().size()),
        Column.number(
            prefix + "totalLabeledSubstitutions",
            genome -> ownAminoAcids(genome).labelled().size()),
        Column.number(
            prefix + "totalUnlabeledSubstitutions",
            genome -> ownAminoAcids(genome).unlabelled().size()),
        Column.number(
            prefix + "totalPrivateSubstitutions", genome -> count(ownAminoAcids(genome))));
  }

  /** Columns of the founder of an attribute; empty where a genome has none. */
  static List<Column> founder(String attribute) {
    return compared(
        "founderMuts['" + attribute + "'].",
        genome -> find(genome.findings().comparison().founders(), attribute),
        "");
  }

  /** Columns of a node searched for. */
  static List<Column> searched(String displayName) {
    return compared(
        "relativeMutations['" + displayName + "'].",
        genome -> find(genome.findings().comparison().searched(), displayName),
        NOT_APPLICABLE);
  }

  private static @Nullable NodeDifferences find(List<NodeDifferences> nodes, String key) {
    for (NodeDifferences node : nodes) {
      if (node.key().equals(key)) {
        return node.nodeName() == null ? null : node;
      }
    }
    return null;
  }

  private static List<Column> compared(
      String prefix, Function<AnalyzedGenome, @Nullable NodeDifferences> node, String absent) {
    return List.of(
        column(
            prefix + "nodeName",
            node,
            absent,
            (out, found) -> out.append(String.valueOf(found.nodeName()))),
        column(
            prefix + "substitutions",
            node,
            absent,
            (out, found) -> MutationText.substitutions(out, found.nucleotides().substitutions())),
        column(
            prefix + "deletions",
            node,
            absent,
            (out, found) -> MutationText.deletions(out, found.nucleotides().deletions())),
        column(
            prefix + "aaSubstitutions",
            node,
            absent,
            (out, found) -> MutationText.aminoAcids(out, found.aminoAcids().substitutions())),
        column(
            prefix + "aaDeletions",
            node,
            absent,
            (out, found) -> MutationText.aminoAcidDeletions(out, found.aminoAcids().deletions())));
  }

  private static Column column(
      String name,
      Function<AnalyzedGenome, @Nullable NodeDifferences> node,
      String absent,
      BiConsumer<RowText, NodeDifferences> cell) {
    return new Column(
        name,
        (out, genome) -> {
          NodeDifferences found = node.apply(genome);
          if (found == null) {
            out.append(absent);
          } else {
            cell.accept(out, found);
          }
        });
  }

  static PrivateMutations own(AnalyzedGenome genome) {
    Placement placement = genome.placement();
    return placement == null ? NONE : placement.privateMutations();
  }

  private static PrivateAminoAcids ownAminoAcids(AnalyzedGenome genome) {
    TreeComparison comparison = genome.findings().comparison();
    return comparison.aminoAcids();
  }

  static int count(PrivateMutations mutations) {
    return mutations.reversions().size()
        + mutations.labelled().size()
        + mutations.unlabelled().size();
  }

  static int count(PrivateAminoAcids mutations) {
    return mutations.reversions().size()
        + mutations.labelled().size()
        + mutations.unlabelled().size();
  }
}
