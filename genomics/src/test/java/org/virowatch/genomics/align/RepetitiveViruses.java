package org.virowatch.genomics.align;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.synthetic.SyntheticVirus;

/** Viruses by name: real ones, and made-up ones of which parts resemble each other. */
final class RepetitiveViruses {

  private static final int LENGTH = 12_000;
  private static final int COPIES = 40;

  private RepetitiveViruses() {}

  /**
   * A dataset.
   *
   * @param name of a real one, or {@code without genes}, {@code tandem repeats}, {@code
   *     duplications near by}, {@code duplications far away}
   */
  static ReferenceDataset dataset(String name) {
    SyntheticVirus virus = new SyntheticVirus(name.hashCode(), LENGTH);
    Random random = new Random(name.hashCode());
    switch (name) {
      case "without genes" -> {}
      case "tandem repeats" -> {
        for (int i = 0; i < COPIES; i++) {
          int period = 1 + random.nextInt(random.nextBoolean() ? 12 : 120);
          int copies = 2 + random.nextInt(1 + 200 / period);
          virus.repeat(random.nextInt(LENGTH - period * copies), period, copies);
        }
      }
      case "duplications near by" -> duplicate(virus, random, 300);
      case "duplications far away" -> duplicate(virus, random, 9000);
      default -> {
        return RealDatasets.dataset(name);
      }
    }
    if (!name.equals("without genes")) {
      virus.feature("CDS", 101, 4000, '+', "0", "ID=A;Name=A");
      virus.feature("CDS", 5001, 8900, '-', "0", "ID=B;Name=B");
    }
    try {
      Path folder = Files.createTempDirectory("repetitive");
      try {
        return virus.load(folder);
      } finally {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
          for (Path file : files) {
            Files.delete(file);
          }
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes copies of stretches, exact or with up to a tenth of the letters changed, elsewhere. */
  private static void duplicate(SyntheticVirus virus, Random random, int farthest) {
    for (int i = 0; i < COPIES; i++) {
      int letters = 20 + random.nextInt(400);
      int from = random.nextInt(LENGTH - letters - farthest);
      int to = from + letters / 2 + random.nextInt(farthest - letters / 2);
      byte[] copy = java.util.Arrays.copyOfRange(virus.reference(), from, from + letters);
      double rate = random.nextInt(3) * 0.05;
      for (int j = 0; j < copy.length; j++) {
        if (random.nextDouble() < rate) {
          copy[j] = (byte) "ACGT".charAt(random.nextInt(4));
        }
      }
      virus.paste(to, copy);
    }
  }
}
