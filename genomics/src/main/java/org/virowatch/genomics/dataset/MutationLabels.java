package org.virowatch.genomics.dataset;

import java.util.List;
import java.util.Map;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.NucleotidePosition;

/**
 * Labels of mutations worth telling apart when private ({@code mutLabels} of {@code
 * pathogen.json}): usually the clades in which they are common.
 */
public final class MutationLabels {

  /** No labels. */
  public static final MutationLabels NONE = new MutationLabels(Map.of(), Map.of());

  private final Map<String, List<String>> nucleotides;
  private final Map<String, List<String>> aminoAcids;

  /**
   * @param nucleotides labels by 1-based position and base, such as {@code 174T}
   * @param aminoAcids labels by CDS, 1-based codon and amino acid, such as {@code S:614G}
   */
  public MutationLabels(
      Map<String, List<String>> nucleotides, Map<String, List<String>> aminoAcids) {
    this.nucleotides = Map.copyOf(nucleotides);
    this.aminoAcids = Map.copyOf(aminoAcids);
  }

  /** The labels of an amino acid at a codon; empty if it has none. */
  public List<String> of(String cds, CodonPosition position, char aminoAcid) {
    if (aminoAcids.isEmpty()) {
      return List.of();
    }
    List<String> labels = aminoAcids.get(cds + ":" + position.oneBased() + aminoAcid);
    return labels == null ? List.of() : labels;
  }

  /** The labels of a base at a position; empty if it has none. */
  public List<String> of(NucleotidePosition position, char base) {
    List<String> labels = nucleotides.get(position.oneBased() + Character.toString(base));
    return labels == null ? List.of() : labels;
  }

  /** Number of labelled mutations. */
  public int size() {
    return nucleotides.size();
  }
}
