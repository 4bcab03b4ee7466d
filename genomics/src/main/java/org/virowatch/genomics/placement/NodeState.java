package org.virowatch.genomics.placement;

import java.util.Arrays;

/** Where a node of the tree was changed on the way from the root, each site once. Immutable. */
final class NodeState {

  private final int[] sites;
  private final char[] letters;
  private final char[] reference;

  /**
   * @param sites numbers of the sites, ascending
   * @param letters the node's letter at each
   * @param reference the reference's letter at each
   */
  NodeState(int[] sites, char[] letters, char[] reference) {
    this.sites = sites;
    this.letters = letters;
    this.reference = reference;
  }

  /** Numbers of the sites, ascending. Not a copy. */
  int[] sites() {
    return sites;
  }

  /** The node's letter at each site. Not a copy. */
  char[] letters() {
    return letters;
  }

  /** The reference's letter at each site. Not a copy. */
  char[] reference() {
    return reference;
  }

  /** Index of the first site from a number on. */
  int firstFrom(int site) {
    int index = Arrays.binarySearch(sites, site);
    return index < 0 ? -index - 1 : index;
  }
}
