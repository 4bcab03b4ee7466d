package org.virowatch.genomics.dataset;

import java.util.List;
import java.util.Map;
import org.virowatch.genomics.coordinate.NucleotidePosition;

/**
 * Labels of mutations worth telling apart when private ({@code mutLabels} of {@code
 * pathogen.json}): usually the clades in which they are common.
 */
public final class MutationLabels {

  /** No labels. */
  public static final MutationLabels NONE = new MutationLabels(Map.of());

  private final Map<String, List<String>> nucleotides;

  /**
   * @param nucleotides labels by 1-based position and base, such as {@code 174T}
   */
  public MutationLabels(Map<String, List<String>> nucleotides) {
    this.nucleotides = Map.copyOf(nucleotides);
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
