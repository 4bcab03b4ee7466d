package org.virowatch.stack.simulate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns true genomes into the sequences that labs would submit. Not thread-safe. */
final class GenomeSequencer {
  private static final int LARGEST_INSERTION = 64;

  private final LineageSequences lineages;
  private final int resistance;
  private final long seed;
  private final Map<String, byte[]> aligned = new HashMap<>();
  private final byte[] genome;
  private final byte[] sequence;

  /**
   * @param resistance the resistance mutation, encoded
   */
  GenomeSequencer(LineageSequences lineages, int resistance, long seed) {
    this.lineages = lineages;
    this.resistance = resistance;
    this.seed = seed;
    this.genome = lineages.reference();
    this.sequence = new byte[genome.length + LARGEST_INSERTION];
  }

  /**
   * The sequence as submitted.
   *
   * @param resequenced whether the lab read the sample again, and everything came out
   */
  byte[] sequence(SimulatedGenome of, boolean resequenced) {
    byte[] base = aligned.computeIfAbsent(of.lineage(), lineages::aligned);
    System.arraycopy(base, 0, genome, 0, base.length);
    for (int substitution : of.changes().substitutions()) {
      substitute(substitution);
    }
    if (of.resistant()) {
      substitute(resistance);
    }
    List<Indel> insertions = new ArrayList<>(lineages.insertions(of.lineage()));
    for (Indel indel : of.changes().indels()) {
      for (int i = 0; i < indel.deleted(); i++) {
        genome[indel.position() + i] = '-';
      }
      if (indel.deleted() == 0) {
        insertions.add(indel);
      }
    }
    insertions.sort(Comparator.comparingInt(Indel::position));
    if (resequenced) {
      SequencingArtefacts.none(genome);
    } else {
      SequencingArtefacts.apply(genome, of.lab(), SeededRandom.of(seed, 1_000 + of.number()));
    }
    return unaligned(insertions);
  }

  private void substitute(int substitution) {
    int position = NeutralMutations.position(substitution);
    if (genome[position] != '-') {
      genome[position] = NeutralMutations.base(substitution);
    }
  }

  private byte[] unaligned(List<Indel> insertions) {
    int length = 0;
    int next = 0;
    for (int i = 0; i < genome.length; i++) {
      if (genome[i] != '-') {
        sequence[length++] = genome[i];
      }
      while (next < insertions.size() && insertions.get(next).position() == i) {
        if (genome[i] != 'N') { // an insertion in a gap of coverage is not seen
          byte[] bases = insertions.get(next).inserted().getBytes(StandardCharsets.US_ASCII);
          System.arraycopy(bases, 0, sequence, length, bases.length);
          length += bases.length;
        }
        next++;
      }
    }
    return Arrays.copyOf(sequence, length);
  }
}
