package org.virowatch.genomics.annotation;

import java.util.List;
import java.util.Optional;

/**
 * The coding sequences of a reference.
 *
 * @param codingSequences in the order of the annotation file; names are unique
 */
public record GenomeAnnotation(List<CodingSequence> codingSequences) {

  /** An annotation without coding sequences. */
  public static final GenomeAnnotation EMPTY = new GenomeAnnotation(List.of());

  public GenomeAnnotation {
    codingSequences = List.copyOf(codingSequences);
  }

  /** The coding sequence of that name. */
  public Optional<CodingSequence> codingSequence(String name) {
    return codingSequences.stream().filter(cds -> cds.name().equals(name)).findFirst();
  }
}
