package org.virowatch.genomics.detect;

import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.tree.PhylogeneticTree;
import org.virowatch.genomics.tree.TreeWalk;

/**
 * All words of a dataset: those of its reference, and those that the nodes of its tree have
 * instead. So a strain that the tree knows is recognised however far it is from the reference.
 */
final class DatasetWords {

  private final WordIndex index;
  private final int dataset;

  private DatasetWords(WordIndex index, int dataset) {
    this.index = index;
    this.dataset = dataset;
  }

  /** Adds a dataset's words to an index under a number. */
  static void add(ReferenceDataset dataset, int number, WordIndex index) {
    DatasetWords words = new DatasetWords(index, number);
    byte[] reference = dataset.reference();
    words.add(reference, 0, reference.length);
    dataset.tree().ifPresent(tree -> words.addNodes(tree, reference));
  }

  private void addNodes(PhylogeneticTree tree, byte[] reference) {
    TreeWalk walk = new TreeWalk(tree, reference);
    for (int node = 0; node < tree.size(); node++) {
      walk.enter(node);
      for (int i = tree.firstMutation(node); i < tree.lastMutation(node); i++) {
        int position = tree.mutationPosition(i);
        add(walk.sequence(), position - SpacedWord.SPAN + 1, position + SpacedWord.SPAN);
      }
    }
  }

  /** Adds the words that lie between two positions. */
  private void add(byte[] sequence, int from, int to) {
    int end = Math.min(to, sequence.length) - SpacedWord.SPAN;
    for (int i = Math.max(0, from); i <= end; i++) {
      long word = SpacedWord.at(sequence, i);
      if (word != SpacedWord.NONE) {
        index.add(word, dataset);
      }
    }
  }
}
