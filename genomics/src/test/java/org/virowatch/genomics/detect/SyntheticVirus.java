package org.virowatch.genomics.detect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.StringJoiner;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/** Made-up viruses, strains and relatives of real ones, from seeds. */
public final class SyntheticVirus {
  private static final byte[] BASES = {'A', 'C', 'G', 'T'};

  private SyntheticVirus() {}

  /** Random bases. */
  public static byte[] random(int length, Random random) {
    byte[] bases = new byte[length];
    for (int i = 0; i < length; i++) {
      bases[i] = BASES[random.nextInt(4)];
    }
    return bases;
  }

  /** A relative whose bases differ everywhere alike. */
  public static byte[] relative(byte[] genome, double divergence, Random random) {
    byte[] relative = genome.clone();
    for (int i = 0; i < relative.length; i++) {
      if (random.nextDouble() < divergence) {
        relative[i] = other(relative[i], random);
      }
    }
    return relative;
  }

  /**
   * A relative as selection makes them, RSV-B to RSV-A for example: the third base of codons
   * differs more than five times as often as the others.
   */
  public static byte[] codingRelative(byte[] genome, double divergence, Random random) {
    byte[] relative = genome.clone();
    for (int i = 0; i < relative.length; i++) {
      if (random.nextDouble() < divergence * (i % 3 == 2 ? 2.2 : 0.4)) {
        relative[i] = other(relative[i], random);
      }
    }
    return relative;
  }

  private static byte other(byte base, Random random) {
    byte other = BASES[random.nextInt(4)];
    return other == base ? other(base, random) : other;
  }

  /** A dataset of a reference and, if a strain is given, a tree whose tip it is. */
  public static ReferenceDataset dataset(
      Path folder, String name, byte[] reference, byte... strain) {
    StringJoiner mutations = new StringJoiner("\",\"", "\"", "\"");
    for (int i = 0; i < strain.length; i++) {
      if (strain[i] != reference[i]) {
        mutations.add("" + (char) reference[i] + (i + 1) + (char) strain[i]);
      }
    }
    try {
      Path home = Files.createDirectories(folder.resolve(name));
      Files.writeString(
          home.resolve("pathogen.json"),
          "{\"schemaVersion\": \"3.0.0\", \"shortcuts\": [\""
              + name
              + "\"], \"attributes\": {\"name\": \"Virus of "
              + name
              + "\"}, \"files\": {\"reference\": \"reference.fasta\"}}");
      Files.writeString(
          home.resolve("reference.fasta"), ">" + name + "\n" + new String(reference, US_ASCII));
      if (strain.length > 0) {
        Files.writeString(
            home.resolve("tree.json"),
            "{\"version\": \"v2\", \"meta\": {}, \"tree\": {\"name\": \"root\", \"children\": ["
                + "{\"name\": \"tip\", \"branch_attrs\": {\"mutations\": {\"nuc\": ["
                + mutations
                + "]}}}]}}");
      }
      return ReferenceDatasets.load(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
