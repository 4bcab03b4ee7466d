package org.virowatch.genomics.annotation;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * The coding sequences of a reference.
 *
 * @param codingSequences in the order in which their genes start; names are unique
 * @param peptides mature peptides; none if the annotation names none
 * @param genes what reports of the annotation itself need; none if it was not read from a file
 */
public record GenomeAnnotation(
    List<CodingSequence> codingSequences, List<MaturePeptide> peptides, List<Gene> genes) {

  /** An annotation without coding sequences. */
  public static final GenomeAnnotation EMPTY = new GenomeAnnotation(List.of());

  public GenomeAnnotation {
    codingSequences = List.copyOf(codingSequences);
    peptides = List.copyOf(peptides);
    genes = List.copyOf(genes);
  }

  /** Coding sequences without mature peptides. */
  public GenomeAnnotation(List<CodingSequence> codingSequences) {
    this(codingSequences, List.of(), List.of());
  }

  /**
   * The coding sequences of these names, and the peptides that lie in them.
   *
   * @throws IllegalArgumentException if there is none of a name; the message names those there are
   */
  public GenomeAnnotation restrictedTo(Collection<String> names) {
    for (String name : names) {
      if (codingSequence(name).isEmpty()) {
        throw new IllegalArgumentException(
            "the annotation has no coding sequence '"
                + name
                + "'; it has "
                + codingSequences.stream().map(CodingSequence::name).collect(joining(", ")));
      }
    }
    List<CodingSequence> kept =
        codingSequences.stream().filter(cds -> names.contains(cds.name())).toList();
    return new GenomeAnnotation(
        kept,
        peptides.stream().filter(peptide -> liesIn(peptide, kept)).toList(),
        genes.stream()
            .map(gene -> restricted(gene, names))
            .filter(gene -> !gene.cdses().isEmpty())
            .toList());
  }

  private static Gene restricted(Gene gene, Collection<String> names) {
    return new Gene(
        gene.line(),
        gene.range(),
        gene.cdses().stream().filter(cds -> names.contains(cds.name())).toList(),
        gene.madeOfCds());
  }

  private static boolean liesIn(MaturePeptide peptide, List<CodingSequence> codingSequences) {
    NucleotideRange first = peptide.segments().get(0).range();
    return codingSequences.stream()
        .flatMap(cds -> cds.segments().stream())
        .anyMatch(
            segment ->
                segment.range().begin() <= first.begin() && first.end() <= segment.range().end());
  }

  /** The coding sequence of that name. */
  public Optional<CodingSequence> codingSequence(String name) {
    return codingSequences.stream().filter(cds -> cds.name().equals(name)).findFirst();
  }
}
