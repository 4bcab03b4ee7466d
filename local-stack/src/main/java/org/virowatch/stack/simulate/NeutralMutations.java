package org.virowatch.stack.simulate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.Watchlist;

/**
 * Draws mutations that say nothing: away from the sites that define lineages, from watched codons,
 * from the ends, and without making stops. So a simulated genome's lineage is never in doubt but
 * for what was not sequenced.
 */
final class NeutralMutations {
  private static final String BASES = "ACGT";
  private static final int END_MARGIN = 150;
  private static final int INDEL_MARGIN = 15;
  private static final String STOPS = "TAA TAG TGA";

  /** Substitution rates by reference base, most of them C→T as in real genomes. */
  private static final double[][] RATES = {
    {0, 0.03, 0.14, 0.02}, {0.02, 0, 0.01, 0.43}, {0.08, 0.02, 0, 0.13}, {0.02, 0.09, 0.01, 0}
  };

  private final byte[] reference;
  private final boolean[] reserved;
  private final boolean[] stopping;
  private final CodingSequence indelCds;

  NeutralMutations(ReferenceDataset dataset, boolean[] definingSites) {
    this.reference = dataset.reference();
    this.reserved = Arrays.copyOf(definingSites, reference.length);
    Arrays.fill(reserved, 0, END_MARGIN, true);
    Arrays.fill(reserved, reference.length - END_MARGIN, reference.length, true);
    this.stopping = new boolean[reference.length * BASES.length()];
    List<CodingSequence> sequences = dataset.annotation().codingSequences();
    for (CodingSequence cds : sequences) {
      markStops(cds);
      for (Watchlist watchlist : dataset.watchlists()) {
        watchlist.entries().forEach(entry -> reserve(cds, entry.mutation()));
      }
    }
    this.indelCds =
        sequences.stream().filter(cds -> cds.name().equals("ORF1a")).findFirst().orElseThrow();
  }

  /** A substitution as {@link #encode encoded}. */
  int substitution(SeededRandom random) {
    while (true) {
      int position = random.nextInt(reference.length);
      int from = BASES.indexOf(reference[position]);
      if (reserved[position] || from < 0 || !random.chance(total(RATES[from]))) {
        continue;
      }
      int to = random.pick(RATES[from]);
      if (!stopping[position * BASES.length() + to]) {
        return encode(position, BASES.charAt(to));
      }
    }
  }

  /** An indel of one codon within ORF1a. */
  Indel indel(SeededRandom random) {
    while (true) {
      int codon = 20 + random.nextInt(indelCds.codons() - 40);
      int position = indelCds.referencePosition(3 * codon).zeroBased();
      boolean free = true;
      for (int i = position - INDEL_MARGIN; i < position + INDEL_MARGIN; i++) {
        free &= !reserved[i];
      }
      if (free) {
        return random.chance(0.8)
            ? Indel.deletion(position, 3)
            : new Indel(position - 1, 0, insertedCodon(random));
      }
    }
  }

  static int encode(int position, char base) {
    return position << 8 | base;
  }

  static int position(int substitution) {
    return substitution >> 8;
  }

  static byte base(int substitution) {
    return (byte) (substitution & 0xFF);
  }

  private static String insertedCodon(SeededRandom random) {
    char[] codon = new char[3];
    codon[0] = "ACG".charAt(random.nextInt(3)); // no stop begins so
    codon[1] = BASES.charAt(random.nextInt(BASES.length()));
    codon[2] = BASES.charAt(random.nextInt(BASES.length()));
    return new String(codon);
  }

  private static double total(double[] rates) {
    double total = 0;
    for (double rate : rates) {
      total += rate;
    }
    return total;
  }

  private void markStops(CodingSequence cds) {
    byte[] codon = new byte[3];
    for (int k = 0; k < cds.codons(); k++) {
      List<NucleotidePosition> positions = cds.codon(new CodonPosition(k));
      for (int i = 0; i < codon.length; i++) {
        codon[i] = reference[positions.get(i).zeroBased()];
      }
      for (int i = 0; i < codon.length; i++) {
        byte kept = codon[i];
        for (int base = 0; base < BASES.length(); base++) {
          codon[i] = (byte) BASES.charAt(base);
          if (STOPS.contains(new String(codon, StandardCharsets.US_ASCII))) {
            stopping[positions.get(i).zeroBased() * BASES.length() + base] = true;
          }
        }
        codon[i] = kept;
      }
    }
  }

  private void reserve(CodingSequence cds, String mutation) {
    WatchedCodon watched = WatchedCodon.parse(mutation);
    if (watched.cds().equals(cds.name())) {
      for (NucleotidePosition position : cds.codon(watched.codon())) {
        reserved[position.zeroBased()] = true;
      }
    }
  }
}
