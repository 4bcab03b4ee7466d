package org.virowatch.genomics.growth;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.virowatch.genomics.output.NumberText;

/** Writes a grown tree in Newick: names of tips, branches as long as divergence grows. */
public final class NewickTree {

  private NewickTree() {}

  /** A node whose children are being written. */
  private static final class Open {
    final GrownNode node;
    int next;

    Open(GrownNode node) {
      this.node = node;
    }
  }

  /** Writes a tree on one line. As in Nextclade inner nodes have no names. */
  public static void write(GrownTree tree, Writer out) throws IOException {
    Deque<Open> open = new ArrayDeque<>(List.of(new Open(tree.root())));
    while (!open.isEmpty()) {
      Open top = open.element();
      List<GrownNode> children = top.node.children;
      if (top.next < children.size()) {
        out.write(top.next == 0 ? '(' : ',');
        open.push(new Open(children.get(top.next++)));
        continue;
      }
      open.pop();
      if (!top.node.isLeaf()) {
        out.write(')');
      }
      out.write(top.node.isLeaf() ? quoted(top.node.name) : "");
      out.write(':');
      GrownNode parent = top.node.parent;
      out.write(NumberText.number(top.node.divergence - (parent == null ? 0 : parent.divergence)));
    }
    out.write(";\n");
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
