package org.virowatch.genomics.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.sequence.Nucleotide;
import org.virowatch.genomics.tree.BranchMutation;
import org.virowatch.genomics.tree.CladeAttribute;
import org.virowatch.genomics.tree.PhylogeneticTree;
import org.virowatch.genomics.tree.PhylogeneticTreeBuilder;

/**
 * Grows the tree that a table of lineages describes: the reference as root, without a lineage of
 * its own, and below it one node a lineage. A lineage without mutations wins over the root.
 */
public final class LineageTree {
  private static final String LINEAGE = "lineage";
  private static final String NAME = "name";

  /** Below any lineage's prior, so that the root is chosen only if it is truly nearest. */
  private static final double ROOT_PRIOR = PhylogeneticTree.DEFAULT_PRIOR - 10;

  private final PhylogeneticTreeBuilder builder = new PhylogeneticTreeBuilder();
  private final Map<String, List<LineageTable.Row>> children = new LinkedHashMap<>();
  private final byte[] state;

  private LineageTree(LineageTable table, byte[] reference) {
    this.state = reference.clone();
    for (LineageTable.Row row : table.rows()) {
      children.computeIfAbsent(row.parent(), parent -> new ArrayList<>()).add(row);
    }
  }

  /**
   * The tree of a table.
   *
   * @throws LineageTableException if a mutation is none, or does not start from what its parent has
   */
  public static PhylogeneticTree of(LineageTable table, byte[] reference) {
    LineageTree tree = new LineageTree(table, reference);
    tree.builder.attributes(
        List.of(
            new CladeAttribute(LINEAGE, "Lineage", false),
            new CladeAttribute(NAME, "Name", false)));
    tree.builder.add(-1).name("reference").prior(ROOT_PRIOR);
    tree.grow("", 0);
    return tree.builder.build();
  }

  private void grow(String lineage, int node) {
    for (LineageTable.Row row : children.getOrDefault(lineage, List.of())) {
      int number = builder.size();
      PhylogeneticTreeBuilder.Node child =
          builder.add(node).name(row.lineage()).attribute(LINEAGE, row.lineage());
      if (!row.clade().isEmpty()) {
        child.clade(row.clade());
      }
      if (!row.name().isEmpty()) {
        child.attribute(NAME, row.name());
      }
      List<BranchMutation> branch = branch(row);
      branch.forEach(child::mutation);
      grow(row.lineage(), number);
      branch.forEach(change -> state[change.position().zeroBased()] = (byte) change.from());
    }
  }

  /** The changes of a row, applied to the state. */
  private List<BranchMutation> branch(LineageTable.Row row) {
    List<BranchMutation> branch = new ArrayList<>();
    for (String text : row.mutations().split("\\s+", -1)) {
      if (!text.isEmpty()) {
        char first = text.charAt(0);
        if (first >= '0' && first <= '9') {
          deletion(text, row, branch);
        } else {
          substitution(text, row, branch);
        }
      }
    }
    return branch;
  }

  private void substitution(String text, LineageTable.Row row, List<BranchMutation> branch) {
    BranchMutation change;
    try {
      change = BranchMutation.parse(text);
    } catch (IllegalArgumentException e) {
      throw new LineageTableException(where(row) + e.getMessage(), e);
    }
    int position = change.position().zeroBased();
    requireInside(position, text, row);
    if (state[position] != change.from()) {
      throw new LineageTableException(
          where(row)
              + text
              + " starts from "
              + change.from()
              + " where "
              + (row.parent().isEmpty() ? "the reference" : row.parent())
              + " has "
              + (char) state[position]);
    }
    state[position] = (byte) change.to();
    branch.add(change);
  }

  private void deletion(String text, LineageTable.Row row, List<BranchMutation> branch) {
    int dash = text.indexOf('-');
    int start;
    int end;
    try {
      start = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
      end = dash < 0 ? start : Integer.parseInt(text.substring(dash + 1));
    } catch (NumberFormatException e) {
      throw new LineageTableException(
          where(row) + "\"" + text + "\" is no deletion such as 21765-21770", e);
    }
    requireInside(start - 1, text, row);
    requireInside(end - 1, text, row);
    for (int position = start - 1; position < end; position++) {
      if (state[position] != Nucleotide.GAP) {
        branch.add(
            new BranchMutation(
                new NucleotidePosition(position), (char) state[position], (char) Nucleotide.GAP));
        state[position] = Nucleotide.GAP;
      }
    }
  }

  private void requireInside(int position, String text, LineageTable.Row row) {
    if (position < 0 || position >= state.length) {
      throw new LineageTableException(
          where(row) + text + " lies outside the reference of " + state.length + " bases");
    }
  }

  private static String where(LineageTable.Row row) {
    return "line " + row.line() + ", lineage " + row.lineage() + ": ";
  }
}
