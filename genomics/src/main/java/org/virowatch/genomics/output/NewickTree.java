package org.virowatch.genomics.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * A reference tree in Newick with genomes on their nearest nodes, where {@link TreeGrafter} hangs
 * them; branches are as long as divergence grows. As in Nextclade only tips have names. Immutable
 * and thread-safe.
 */
public final class NewickTree {

  private final PhylogeneticTree tree;

  /**
   * A genome on the tree.
   *
   * @param name name of the sequence
   * @param divergence its distance from the root
   */
  public record Tip(String name, double divergence) {}

  /**
   * @param tree the reference tree
   */
  public NewickTree(PhylogeneticTree tree) {
    this.tree = tree;
  }

  /**
   * Writes the tree on one line.
   *
   * @param grafts genomes by the number of the node they hang on
   */
  public void write(Map<Integer, List<Tip>> grafts, Writer out) throws IOException {
    Deque<Integer> open = new ArrayDeque<>(); // inner nodes whose children are being written
    for (int node = 0; node < tree.size(); node++) {
      while (!open.isEmpty() && tree.subtreeEnd(open.element()) == node) {
        close(open.pop(), grafts, out);
      }
      if (node > 0 && tree.parent(node) != node - 1) {
        out.write(',');
      }
      if (tree.subtreeEnd(node) > node + 1) {
        out.write('(');
        open.push(node);
      } else {
        tip(node, grafts.getOrDefault(node, List.of()), out);
      }
    }
    while (!open.isEmpty()) {
      close(open.pop(), grafts, out);
    }
    out.write(";\n");
  }

  private void close(int node, Map<Integer, List<Tip>> grafts, Writer out) throws IOException {
    for (Tip graft : grafts.getOrDefault(node, List.of())) {
      out.write(',');
      branch(graft.name(), graft.divergence() - tree.divergence(node), out);
    }
    out.write(')');
    branch("", length(node), out);
  }

  /** A tip, or where genomes hang on it an inner node in its place with the tip and them. */
  private void tip(int node, List<Tip> grafts, Writer out) throws IOException {
    if (grafts.isEmpty()) {
      branch(tree.name(node), length(node), out);
      return;
    }
    out.write('(');
    branch(tree.name(node), 0, out);
    for (Tip graft : grafts) {
      out.write(',');
      branch(graft.name(), graft.divergence() - tree.divergence(node), out);
    }
    out.write(')');
    branch("", length(node), out);
  }

  private double length(int node) {
    return tree.divergence(node) - (node == 0 ? 0 : tree.divergence(tree.parent(node)));
  }

  private static void branch(String name, double length, Writer out) throws IOException {
    out.write(quoted(name));
    out.write(':');
    out.write(NumberText.number(length));
  }

  /** In quotes where a letter would end the name. */
  private static String quoted(String name) {
    for (int i = 0; i < name.length(); i++) {
      if ("()[]{}:;,'\" \t".indexOf(name.charAt(i)) >= 0) {
        return '\'' + name.replace("'", "''") + '\'';
      }
    }
    return name;
  }
}
