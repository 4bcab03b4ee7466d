package org.virowatch.genomics.detect;

import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * All words of a dataset: those of its reference, and those that the nodes of its tree have
 * instead. So a strain that the tree knows is recognised however far it is from the reference.
 */
final class DatasetWords {

  private final byte[] state;
  private final WordIndex index;
  private final int dataset;

  private DatasetWords(byte[] reference, WordIndex index, int dataset) {
    this.state = reference;
    this.index = index;
    this.dataset = dataset;
  }

  /** Adds a dataset's words to an index under a number. */
  static void add(ReferenceDataset dataset, int number, WordIndex index) {
    DatasetWords words = new DatasetWords(dataset.reference(), index, number);
    words.add(0, words.state.length);
    dataset.tree().ifPresent(words::walk);
  }

  /** Goes through the nodes in depth-first order with the sequence of the node at hand. */
  private void walk(PhylogeneticTree tree) {
    int current = -1;
    for (int node = 0; node < tree.size(); node++) {
      while (current != tree.parent(node)) {
        for (int i = tree.lastMutation(current) - 1; i >= tree.firstMutation(current); i--) {
          state[tree.mutationPosition(i)] = tree.mutationFrom(i);
        }
        current = tree.parent(current);
      }
      for (int i = tree.firstMutation(node); i < tree.lastMutation(node); i++) {
        state[tree.mutationPosition(i)] = tree.mutationTo(i);
      }
      for (int i = tree.firstMutation(node); i < tree.lastMutation(node); i++) {
        int position = tree.mutationPosition(i);
        add(position - SpacedWord.SPAN + 1, position + SpacedWord.SPAN);
      }
      current = node;
    }
  }

  /** Adds the words that lie between two positions. */
  private void add(int from, int to) {
    int end = Math.min(to, state.length) - SpacedWord.SPAN;
    for (int i = Math.max(0, from); i <= end; i++) {
      long word = SpacedWord.at(state, i);
      if (word != SpacedWord.NONE) {
        index.add(word, dataset);
      }
    }
  }
}
