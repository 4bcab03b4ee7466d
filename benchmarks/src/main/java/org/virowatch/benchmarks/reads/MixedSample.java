package org.virowatch.benchmarks.reads;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.virowatch.genomics.vcf.Variant;
import org.virowatch.genomics.vcf.VariantNormalizer;

/**
 * A sample of known truth: a genome, and descendants of it in known shares, each with changes of
 * its own. Changes lie apart from one another, so that each keeps its normal form.
 *
 * <p>Around the indels of a real genome one sequence can often be written in several ways; minor
 * variants are neither made nor judged there.
 *
 * @param haplotypes sequences with their shares, which add up to 1; the last has no more than the
 *     changes all have
 * @param fixed changes all have
 * @param minor changes some have, with their frequencies
 * @param unjudged positions around the indels of a real genome, counted from 0
 */
record MixedSample(
    List<Haplotype> haplotypes, Set<Variant> fixed, Map<Variant, Double> minor, BitSet unjudged) {

  /** A genome and its share. */
  record Haplotype(String sequence, double share) {}

  private static final double[] SHARES = {0.03, 0.05, 0.10, 0.20, 0.30};

  /** Of the last two haplotypes together: 50 %. */
  private static final double HALF = 0.5;

  /** Reference bases between two changes, if there is room; on short genomes fewer. */
  private static final int APART = 60;

  /** With fewer between them, two changes could be read as one. */
  private static final int LEAST_APART = 15;

  /** Reference bases to either side of a real genome's indel that may take part in it. */
  private static final int AROUND_INDELS = 80;

  /** Bases at either end without changes, if there is room. */
  private static final int MARGIN = 300;

  private static final int SHORT = 20;
  private static final int TRIES = 200;

  /** Share of changes that are not substitutions. */
  private static final double INDELS = 0.25;

  MixedSample {
    haplotypes = List.copyOf(haplotypes);
    fixed = Set.copyOf(fixed);
    minor = Map.copyOf(minor);
  }

  /**
   * Makes a sample.
   *
   * @param given changes of a real genome; more are added to them
   * @param added number of changes added to them
   * @param each number of changes of each frequency
   * @throws IllegalArgumentException if there is no room for so many
   */
  static MixedSample of(byte[] reference, List<Variant> given, int added, int each, Random random) {
    Placement placement = new Placement(reference, random);
    Set<Variant> fixed = new TreeSet<>(given);
    given.forEach(placement::occupy);
    BitSet unjudged = aroundIndels(given);
    placement.taken.or(unjudged);
    for (int i = 0; i < added; i++) {
      fixed.add(placement.draw());
    }
    Map<Variant, Double> minor = new HashMap<>();
    List<Set<Variant>> own = new ArrayList<>();
    for (double share : SHARES) {
      Set<Variant> changes = new TreeSet<>(fixed);
      for (int i = 0; i < each; i++) {
        Variant change = placement.draw();
        changes.add(change);
        minor.put(change, share);
      }
      own.add(changes);
    }
    for (int i = 0; i < each; i++) {
      Variant change = placement.draw();
      own.get(SHARES.length - 1).add(change);
      own.get(SHARES.length - 2).add(change);
      minor.put(change, HALF);
    }
    List<Haplotype> haplotypes = new ArrayList<>();
    double rest = 1;
    for (int i = 0; i < SHARES.length; i++) {
      haplotypes.add(new Haplotype(apply(reference, own.get(i)), SHARES[i]));
      rest -= SHARES[i];
    }
    haplotypes.add(new Haplotype(apply(reference, fixed), rest));
    return new MixedSample(haplotypes, fixed, minor, unjudged);
  }

  private static BitSet aroundIndels(List<Variant> changes) {
    BitSet around = new BitSet();
    for (Variant change : changes) {
      if (change.reference().length() != change.alternative().length()) {
        around.set(Math.max(0, change.start() - AROUND_INDELS), change.end() + AROUND_INDELS);
      }
    }
    return around;
  }

  /** The genome of the changes all have. */
  String common() {
    return haplotypes.get(haplotypes.size() - 1).sequence();
  }

  /** The reference with changes. */
  static String apply(byte[] reference, Set<Variant> changes) {
    StringBuilder genome =
        new StringBuilder(new String(reference, java.nio.charset.StandardCharsets.US_ASCII));
    List<Variant> sorted = new ArrayList<>(changes);
    sorted.sort(null);
    for (int i = sorted.size() - 1; i >= 0; i--) {
      Variant change = sorted.get(i);
      genome.replace(change.start(), change.end(), change.alternative());
    }
    return genome.toString();
  }

  /** Draws changes at places that are free. */
  private static final class Placement {
    private final byte[] reference;
    private final VariantNormalizer normalizer;
    private final Random random;
    private final BitSet taken = new BitSet();
    private final int margin;
    private int apart = APART;

    Placement(byte[] reference, Random random) {
      this.reference = reference;
      this.normalizer = new VariantNormalizer(reference);
      this.random = random;
      this.margin = Math.min(MARGIN, reference.length / SHORT);
    }

    void occupy(Variant change) {
      taken.set(change.start(), change.end());
    }

    Variant draw() {
      for (int tried = 0; apart >= LEAST_APART; tried++) {
        if (tried == TRIES) {
          apart /= 2;
          tried = 0;
        }
        Variant change = change(margin + random.nextInt(reference.length - 2 * margin));
        int next = taken.nextSetBit(Math.max(0, change.start() - apart));
        if (next < 0 || next >= change.end() + apart) {
          occupy(change);
          return change;
        }
      }
      throw new IllegalArgumentException(
          taken.cardinality()
              + " changed bases and no room for more on a genome of "
              + reference.length
              + "; ask for fewer with --fixed and --each");
    }

    private Variant change(int at) {
      if (random.nextDouble() >= INDELS) {
        char now = base();
        while (now == reference[at]) {
          now = base();
        }
        return normalizer.normal(at, at + 1, String.valueOf(now));
      }
      // As in real viruses, whole codons are the most frequent.
      int length = random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 3 * (1 + random.nextInt(3));
      if (random.nextBoolean()) {
        return normalizer.normal(at, at + length, "");
      }
      StringBuilder bases = new StringBuilder();
      for (int i = 0; i < length; i++) {
        bases.append(base());
      }
      return normalizer.normal(at, at, bases.toString());
    }

    private char base() {
      return "ACGT".charAt(random.nextInt(4));
    }
  }
}
