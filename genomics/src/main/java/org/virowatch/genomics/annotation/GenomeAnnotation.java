package org.virowatch.genomics.annotation;

import java.util.List;
import java.util.Optional;

/**
 * The coding sequences of a reference.
 *
 * @param codingSequences in the order of the annotation file; names are unique
 * @param peptides mature peptides; none if the annotation names none
 */
public record GenomeAnnotation(List<CodingSequence> codingSequences, List<MaturePeptide> peptides) {

  /** An annotation without coding sequences. */
  public static final GenomeAnnotation EMPTY = new GenomeAnnotation(List.of());

  public GenomeAnnotation {
    codingSequences = List.copyOf(codingSequences);
    peptides = List.copyOf(peptides);
  }

  /** Coding sequences without mature peptides. */
  public GenomeAnnotation(List<CodingSequence> codingSequences) {
    this(codingSequences, List.of());
  }

  /** The coding sequence of that name. */
  public Optional<CodingSequence> codingSequence(String name) {
    return codingSequences.stream().filter(cds -> cds.name().equals(name)).findFirst();
  }
}
