package org.virowatch.genomics.placement;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Gathers the states of nodes from the changes on the branches above them, and remembers those
 * asked for: genomes of the same days are compared with the same few nodes again and again. Not
 * thread-safe.
 */
final class NodeStates {

  /** Sites remembered, eight bytes each; beyond it everything is forgotten. */
  private static final int MOST_SITES = 1 << 19;

  /** Tells the changes above a node, the latest first. */
  @FunctionalInterface
  interface Path {
    void walk(int node, Step step);
  }

  /** Is told a change. */
  @FunctionalInterface
  interface Step {
    /**
     * One change.
     *
     * @param site number of the site
     * @param from letter before it
     * @param to letter after it
     */
    void change(int site, char from, char to);
  }

  private final Path path;
  private final Map<Integer, NodeState> known = new HashMap<>();
  private final char[] letters; // 0 but while a state is gathered
  private final char[] reference;
  private int[] touched = new int[1024];
  private int count;
  private int remembered;

  /**
   * @param sites number of sites
   */
  NodeStates(int sites, Path path) {
    this.path = path;
    letters = new char[sites];
    reference = new char[sites];
  }

  NodeState of(int node) {
    NodeState state = known.get(node);
    if (state == null) {
      state = gather(node);
      if (remembered + state.sites().length > MOST_SITES) {
        known.clear();
        remembered = 0;
      }
      remembered += state.sites().length;
      known.put(node, state);
    }
    return state;
  }

  private NodeState gather(int node) {
    count = 0;
    path.walk(node, this::change);
    int[] sites = Arrays.copyOf(touched, count);
    Arrays.sort(sites);
    char[] own = new char[count];
    char[] before = new char[count];
    for (int i = 0; i < count; i++) {
      own[i] = letters[sites[i]];
      before[i] = reference[sites[i]];
      letters[sites[i]] = 0;
    }
    return new NodeState(sites, own, before);
  }

  private void change(int site, char from, char to) {
    if (letters[site] == 0) { // the latest change decides
      letters[site] = to;
      if (count == touched.length) {
        touched = Arrays.copyOf(touched, 2 * count);
      }
      touched[count++] = site;
    }
    reference[site] = from; // the change nearest to the root decides
  }
}
