package org.virowatch.genomics.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.virowatch.genomics.call.NucleotideCalls;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.tree.BranchMutation;
import org.virowatch.genomics.tree.PhylogeneticTree;
import org.virowatch.genomics.tree.PhylogeneticTreeBuilder;

/** Small random trees on small references, and genomes near their nodes; seeded. */
final class RandomForest {
  private static final String BASES = "ACGT";
  private static final int LENGTH = 60;

  private final Random random;
  final byte[] reference = new byte[LENGTH];
  final PhylogeneticTree tree;
  private final List<byte[]> states = new ArrayList<>();

  RandomForest(long seed) {
    random = new Random(seed);
    for (int i = 0; i < LENGTH; i++) {
      reference[i] = base();
    }
    PhylogeneticTreeBuilder builder = new PhylogeneticTreeBuilder();
    if (random.nextBoolean()) {
      builder.placementMask(
          List.of(
              new NucleotideRange(0, random.nextInt(8)),
              new NucleotideRange(LENGTH - random.nextInt(8), LENGTH)));
    }
    grow(builder, -1, reference, 0);
    tree = builder.build();
  }

  /**
   * A genome near a random node, with ends, gaps, unknown and ambiguous bases missing here and
   * there.
   */
  NucleotideCalls genome() {
    byte[] aligned = states.get(random.nextInt(states.size())).clone();
    int changes = random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      aligned[random.nextInt(LENGTH)] = (byte) "ACGT-NNRY".charAt(random.nextInt(9));
    }
    fill(aligned, random.nextInt(20), 'N');
    fill(aligned, random.nextInt(6), '-');
    if (random.nextInt(3) == 0) {
      int end = random.nextInt(LENGTH / 2);
      for (int i = 0; i < end; i++) {
        aligned[i] = '-';
      }
    }
    return AlignedGenome.calls(reference, aligned);
  }

  private void fill(byte[] aligned, int length, char code) {
    int begin = random.nextInt(LENGTH - length);
    for (int i = begin; i < begin + length; i++) {
      aligned[i] = (byte) code;
    }
  }

  private void grow(PhylogeneticTreeBuilder builder, int parent, byte[] above, int depth) {
    int number = builder.size();
    PhylogeneticTreeBuilder.Node node = builder.add(parent).name("node" + number);
    if (random.nextInt(3) == 0) {
      node.prior(-random.nextInt(4));
    }
    byte[] state = above.clone();
    int mutations = random.nextInt(5);
    for (int i = 0; i < mutations; i++) {
      // Few sites, so that changes repeat, revert and gap one another across the tree.
      int position = random.nextInt(LENGTH / 2) * 2;
      byte to = random.nextInt(5) == 0 ? (byte) '-' : base();
      if (to != state[position]) {
        node.mutation(
            new BranchMutation(
                new NucleotidePosition(position), (char) state[position], (char) to));
        state[position] = to;
      }
    }
    states.add(state);
    int children = depth > 5 ? 0 : random.nextInt(4);
    for (int i = 0; i < children; i++) {
      grow(builder, number, state, depth + 1);
    }
  }

  private byte base() {
    return (byte) BASES.charAt(random.nextInt(BASES.length()));
  }
}
