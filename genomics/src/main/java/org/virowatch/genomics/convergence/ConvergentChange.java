package org.virowatch.genomics.convergence;

import java.util.List;
import org.virowatch.genomics.coordinate.CodonPosition;

/**
 * An amino acid that several branches gained.
 *
 * @param cds name of the CDS
 * @param position codon
 * @param reference amino acid of the reference
 * @param to amino acid gained
 * @param gains branches that gained it
 * @param inherited of these, branches whose gain was passed on to descendants
 * @param expected gains that the mutation rates alone would give
 * @param p probability of as many gains or more at these rates
 * @param pAdjusted the same, adjusted for all changes that could have been gained
 * @param firstDate date of the first gain, empty where branches have none
 * @param lastDate date of the last gain, empty where branches have none
 * @param lineages lineages at the gains, sorted, each once
 */
public record ConvergentChange(
    String cds,
    CodonPosition position,
    char reference,
    char to,
    int gains,
    int inherited,
    double expected,
    double p,
    double pAdjusted,
    String firstDate,
    String lastDate,
    List<String> lineages) {

  /** Copies the list. */
  public ConvergentChange {
    lineages = List.copyOf(lineages);
  }

  /** {@code S:R346T}. */
  public String name() {
    return cds + ":" + reference + position + to;
  }
}
