package org.virowatch.stack.simulate;

import java.util.Arrays;

/** What sequencing does to a genome: missing ends, amplicons that drop out, mixed bases. */
final class SequencingArtefacts {
  private static final int AMPLICON_STEP = 310;
  private static final int AMPLICON_LENGTH = 330;
  private static final double WEAK_AMPLICON_FAILS = 0.25;
  private static final double ANY_AMPLICON_FAILS = 0.004;
  private static final double POOR_SAMPLE = 0.02;
  private static final double POOR_SAMPLE_AMPLICON_FAILS = 0.3;
  private static final double MIXED_BASES = 0.12;
  private static final String MIXED = "RYKMSW";

  private SequencingArtefacts() {}

  /**
   * Writes over a genome in reference coordinates what could not be read.
   *
   * @param genome changed in place
   * @param random of this genome and version
   */
  static void apply(byte[] genome, SimulatedLab lab, SeededRandom random) {
    Arrays.fill(genome, 0, 30 + random.nextInt(25), (byte) 'N');
    int tail = 36 + random.nextInt(32);
    Arrays.fill(genome, genome.length - tail, genome.length, (byte) 'N');
    double failing = random.chance(POOR_SAMPLE) ? POOR_SAMPLE_AMPLICON_FAILS : ANY_AMPLICON_FAILS;
    for (int amplicon = 0; amplicon < SimulatedRegion.AMPLICONS; amplicon++) {
      boolean weak = amplicon == lab.weakAmplicon();
      if (random.chance(weak ? WEAK_AMPLICON_FAILS : failing)) {
        int begin = 54 + amplicon * AMPLICON_STEP;
        Arrays.fill(genome, begin, Math.min(begin + AMPLICON_LENGTH, genome.length), (byte) 'N');
      }
    }
    for (int i = random.poisson(MIXED_BASES); i > 0; i--) {
      int position = random.nextInt(genome.length);
      if (genome[position] != '-') {
        genome[position] = (byte) MIXED.charAt(random.nextInt(MIXED.length()));
      }
    }
  }

  /** A genome of which everything was read. */
  static void none(byte[] genome) {
    Arrays.fill(genome, 0, 30, (byte) 'N');
    Arrays.fill(genome, genome.length - 36, genome.length, (byte) 'N');
  }
}
