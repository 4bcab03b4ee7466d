package org.virowatch.genomics.annotation;

import java.util.List;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * A gene of an annotation with its coding sequences, by Nextclade's rules. The coding sequences
 * that are translated are those of {@link GenomeAnnotation}; a gene adds what reports of the
 * annotation itself need.
 *
 * @param line what the file says of it
 * @param range from its first to its last position, on the reference or on a genome
 * @param cdses its coding sequences in the file's order
 * @param madeOfCds whether the file has no gene, and this one stands for a coding sequence
 */
public record Gene(
    FeatureLine line, NucleotideRange range, List<GeneCds> cdses, boolean madeOfCds) {
  public Gene {
    cdses = List.copyOf(cdses);
  }

  /** Name of the gene. */
  public String name() {
    return line.name();
  }
}
