package org.virowatch.genomics.trait;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.dataset.Phenotype;

/**
 * Scores substitutions after Nextclade: −ln Σ w·exp(−Σ c) over the parts of a phenotype, where w is
 * the part's weight and c the coefficients of the genome's substitutions. Stateless, thread-safe.
 */
public final class PhenotypeScores {

  private final List<Phenotype> phenotypes;

  /**
   * @param phenotypes the dataset's phenotypes
   */
  public PhenotypeScores(List<Phenotype> phenotypes) {
    this.phenotypes = List.copyOf(phenotypes);
  }

  /**
   * The scores of a genome.
   *
   * @param clade the genome's clade, which may be exempt; null if it has none
   */
  public List<PhenotypeScore> of(
      List<AminoAcidSubstitution> substitutions, @Nullable String clade) {
    if (phenotypes.isEmpty()) {
      return List.of();
    }
    List<PhenotypeScore> scores = new ArrayList<>(phenotypes.size());
    for (Phenotype phenotype : phenotypes) {
      if (clade == null || !phenotype.ignoredClades().contains(clade)) {
        scores.add(
            new PhenotypeScore(phenotype.name(), phenotype.cds(), value(phenotype, substitutions)));
      }
    }
    return scores;
  }

  private static double value(Phenotype phenotype, List<AminoAcidSubstitution> substitutions) {
    double combined = 0;
    for (Phenotype.Part part : phenotype.parts()) {
      double sum = 0;
      for (AminoAcidSubstitution substitution : substitutions) {
        int codon = substitution.position().zeroBased();
        if (substitution.cds().equals(phenotype.cds()) && phenotype.codons().contains(codon)) {
          sum += part.coefficient(codon, substitution.query());
        }
      }
      combined += part.weight() * Math.exp(-sum);
    }
    double value = -Math.log(combined);
    return value == 0 ? 0 : value; // never −0
  }
}
