package org.virowatch.genomics.watchlist;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.annotation.GenomeAnnotation;
import org.virowatch.genomics.annotation.MaturePeptide;
import org.virowatch.genomics.coordinate.CodonPosition;

/** Finds the CDS and codon that a mature peptide's codon is, by the reference positions of both. */
final class PeptideNames {

  /** A codon of a CDS. */
  record Codon(String cds, CodonPosition position) {}

  private final Set<String> cdses = new HashSet<>();
  private final Map<String, CodingSequence> peptides = new HashMap<>();
  private final Map<Integer, Codon> codonAtBase = new HashMap<>();

  /**
   * @param called the annotation calls are made with
   * @param named the annotation that names mature peptides; usually the same
   */
  PeptideNames(GenomeAnnotation called, GenomeAnnotation named) {
    for (CodingSequence cds : called.codingSequences()) {
      cdses.add(cds.name());
    }
    for (MaturePeptide peptide : named.peptides()) {
      peptides.put(peptide.name(), peptide.asCodingSequence());
    }
    if (!peptides.isEmpty()) {
      for (CodingSequence cds : called.codingSequences()) {
        for (int codon = 0; codon < cds.codons(); codon++) {
          // The middle base tells the codons of overlapping frames apart.
          codonAtBase.putIfAbsent(
              cds.referencePosition(3 * codon + 1).zeroBased(),
              new Codon(cds.name(), new CodonPosition(codon)));
        }
      }
    }
  }

  /** Whether a CDS or mature peptide has that name. */
  boolean knows(String name) {
    return cdses.contains(name) || peptides.containsKey(name);
  }

  /** The codon of the CDS that is meant; null if there is none. */
  @Nullable Codon resolve(String name, CodonPosition position) {
    if (cdses.contains(name)) {
      return new Codon(name, position);
    }
    CodingSequence peptide = peptides.get(name);
    int middle = 3 * position.zeroBased() + 1;
    return peptide == null || middle >= peptide.length()
        ? null
        : codonAtBase.get(peptide.referencePosition(middle).zeroBased());
  }
}
