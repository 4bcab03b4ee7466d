package org.virowatch.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Writes as many distinct genomes as are asked for: those given first, then mutated copies of them
 * with a few substitutions of their own, unread ends and now and then an amplicon that dropped out.
 * The same seed writes the same file.
 */
final class GenomeFile {
  private static final byte[] BASES = {'A', 'C', 'G', 'T'};
  private static final int MOST_SUBSTITUTIONS = 5;
  private static final int AMPLICON = 350;

  private GenomeFile() {}

  /** Writes a plain FASTA file with one line a sequence. */
  static void write(Path file, GenomeSource source, int count, long seed) throws IOException {
    List<byte[]> genomes = source.genomes();
    Random random = new Random(seed);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (int i = 0; i < count; i++) {
        byte[] genome = genomes.get(i % genomes.size());
        boolean given = !source.simulated() && i < genomes.size();
        out.write((">" + (given ? "given" : "simulated") + "-" + i + "\n").getBytes(US_ASCII));
        out.write(given ? genome : mutated(genome, random));
        out.write('\n');
      }
    }
  }

  private static byte[] mutated(byte[] genome, Random random) {
    byte[] copy = genome.clone();
    if (copy.length == 0) {
      return copy;
    }
    for (int i = random.nextInt(MOST_SUBSTITUTIONS + 1); i >= 0; i--) {
      copy[random.nextInt(copy.length)] = BASES[random.nextInt(BASES.length)];
    }
    int unread = copy.length / 600;
    Arrays.fill(copy, 0, random.nextInt(unread + 1), (byte) 'N');
    Arrays.fill(copy, copy.length - random.nextInt(unread + 1), copy.length, (byte) 'N');
    if (copy.length > 20 * AMPLICON && random.nextInt(6) == 0) {
      int start = random.nextInt(copy.length - AMPLICON);
      Arrays.fill(copy, start, start + AMPLICON, (byte) 'N');
    }
    return copy;
  }
}
