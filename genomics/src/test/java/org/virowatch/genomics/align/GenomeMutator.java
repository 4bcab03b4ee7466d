package org.virowatch.genomics.align;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Makes mutated genomes out of a reference, from a seed. */
public final class GenomeMutator {

  private static final byte[] BASES = {'A', 'C', 'G', 'T'};
  private static final byte[] AMBIGUOUS = {'R', 'Y', 'S', 'W', 'K', 'M', 'B', 'D', 'H', 'V'};

  private final byte[] reference;
  private final Random random;

  /** Mutates a reference; the same genomes for the same seed. */
  public GenomeMutator(byte[] reference, long seed) {
    this.reference = reference;
    this.random = new Random(seed);
  }

  /** A genome with scattered and clustered changes, gaps, drop-outs and ragged ends. */
  public byte[] next() {
    byte[] genome = reference.clone();
    double divergence = random.nextInt(4) == 0 ? 0.03 : 0.004;
    substitute(genome, 0, genome.length, random.nextDouble() * divergence);
    for (int i = random.nextInt(4); i > 0; i--) {
      int start = random.nextInt(genome.length);
      substitute(genome, start, Math.min(genome.length, start + 60), 0.25);
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      genome = random.nextBoolean() ? delete(genome) : insert(genome);
    }
    if (random.nextInt(3) == 0) {
      genome = replaceNearby(genome);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      int start = random.nextInt(genome.length);
      Arrays.fill(genome, start, Math.min(genome.length, start + length(400)), (byte) 'N');
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      genome[random.nextInt(genome.length)] = AMBIGUOUS[random.nextInt(AMBIGUOUS.length)];
    }
    return ends(genome);
  }

  /**
   * A fragment of the reference with few changes, more of them within 150 letters of its ends.
   *
   * @param from first letter
   * @param to behind the last letter
   */
  public byte[] fragment(int from, int to) {
    byte[] fragment = Arrays.copyOfRange(reference, from, to);
    substitute(fragment, 0, fragment.length, 0.005);
    int near = Math.min(150, fragment.length);
    double rate = random.nextDouble() * 0.1;
    substitute(fragment, 0, near, rate);
    substitute(fragment, fragment.length - near, fragment.length, rate);
    return fragment;
  }

  /** Mostly short, sometimes as long as the limit. */
  private int length(int limit) {
    return 1 + random.nextInt(random.nextInt(4) == 0 ? limit : 12);
  }

  private void substitute(byte[] genome, int from, int to, double rate) {
    for (int i = from; i < to; i++) {
      if (random.nextDouble() < rate) {
        genome[i] = BASES[random.nextInt(4)];
      }
    }
  }

  private byte[] delete(byte[] genome) {
    int start = random.nextInt(genome.length);
    int end = Math.min(genome.length, start + length(300));
    ByteArrayOutputStream out = new ByteArrayOutputStream(genome.length);
    out.write(genome, 0, start);
    out.write(genome, end, genome.length - end);
    return out.toByteArray();
  }

  private byte[] insert(byte[] genome) {
    int at = random.nextInt(genome.length);
    int length = length(150);
    ByteArrayOutputStream out = new ByteArrayOutputStream(genome.length + length);
    out.write(genome, 0, at);
    if (random.nextInt(3) == 0) { // a tandem duplication
      int from = Math.max(0, at - length);
      out.write(genome, from, at - from);
    } else {
      for (int i = 0; i < length; i++) {
        out.write(BASES[random.nextInt(4)]);
      }
    }
    out.write(genome, at, genome.length - at);
    return out.toByteArray();
  }

  /** A deletion and an insertion a few letters apart, in either order, as in many Omicrons. */
  private byte[] replaceNearby(byte[] genome) {
    int at = 100 + random.nextInt(genome.length - 200);
    int deleted = 1 + random.nextInt(9);
    int inserted = 1 + random.nextInt(9);
    int between = random.nextInt(40);
    boolean insertFirst = random.nextBoolean();
    ByteArrayOutputStream out = new ByteArrayOutputStream(genome.length + inserted);
    out.write(genome, 0, at);
    int next = at + (insertFirst ? 0 : deleted);
    for (int i = insertFirst ? inserted : 0; i > 0; i--) {
      out.write(BASES[random.nextInt(4)]);
    }
    out.write(genome, next, between);
    next += between + (insertFirst ? deleted : 0);
    for (int i = insertFirst ? 0 : inserted; i > 0; i--) {
      out.write(BASES[random.nextInt(4)]);
    }
    out.write(genome, next, genome.length - next);
    return out.toByteArray();
  }

  private byte[] ends(byte[] genome) {
    int from = 0;
    int to = genome.length;
    switch (random.nextInt(11)) {
      case 0 -> from = random.nextInt(genome.length / 2);
      case 1 -> to = genome.length / 2 + random.nextInt(genome.length / 2);
      case 2 -> from = random.nextInt(60);
      case 3 -> to = genome.length - random.nextInt(60);
      case 4 -> {
        substitute(genome, 0, 20, 0.7);
        substitute(genome, genome.length - 20, genome.length, 0.7);
      }
      case 5 -> {
        Arrays.fill(genome, 0, 54, (byte) 'N');
        Arrays.fill(genome, genome.length - 67, genome.length, (byte) 'N');
      }
      case 6 -> {
        byte[] longer = new byte[genome.length + 40];
        for (int i = 0; i < longer.length; i++) {
          longer[i] = BASES[random.nextInt(4)];
        }
        System.arraycopy(genome, 0, longer, 20, genome.length);
        return longer;
      }
      case 7 -> {
        substitute(genome, 0, 60, 0.08);
        substitute(genome, genome.length - 60, genome.length, 0.08);
      }
      case 8 -> {
        // A deletion just behind ends of few letters.
        int kept = 1 + random.nextInt(30);
        int deleted = 1 + random.nextInt(40);
        System.arraycopy(genome, 0, genome, deleted, kept);
        from = deleted;
        System.arraycopy(
            genome, genome.length - kept, genome, genome.length - kept - deleted, kept);
        to = genome.length - deleted;
      }
      case 9 -> {
        substitute(genome, 0, 1 + random.nextInt(40), 0.5);
        substitute(genome, genome.length - 1 - random.nextInt(40), genome.length, 0.5);
        from = random.nextInt(60);
        to = genome.length - random.nextInt(60);
      }
      default -> {}
    }
    return Arrays.copyOfRange(genome, from, to);
  }
}
