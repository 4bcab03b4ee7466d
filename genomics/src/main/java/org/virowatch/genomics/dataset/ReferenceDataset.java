package org.virowatch.genomics.dataset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.virowatch.genomics.annotation.GenomeAnnotation;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** A reference and all that is needed to read genomes against it. Immutable and thread-safe. */
public final class ReferenceDataset {
  private final String name;
  private final String version;
  private final String referenceName;
  private final byte[] reference;
  private final GenomeAnnotation annotation;
  private final AlignmentParameters alignmentParameters;
  private final QualityParameters qualityParameters;
  private final Optional<PhylogeneticTree> tree;
  private final MutationLabels mutationLabels;
  private final List<Watchlist> watchlists;
  private final Map<String, String> lineageParents;

  ReferenceDataset(
      String name,
      String version,
      String referenceName,
      byte[] reference,
      GenomeAnnotation annotation,
      AlignmentParameters alignmentParameters,
      QualityParameters qualityParameters,
      Optional<PhylogeneticTree> tree,
      MutationLabels mutationLabels,
      List<Watchlist> watchlists,
      Map<String, String> lineageParents) {
    this.name = name;
    this.version = version;
    this.referenceName = referenceName;
    this.reference = reference.clone();
    this.annotation = annotation;
    this.alignmentParameters = alignmentParameters;
    this.qualityParameters = qualityParameters;
    this.tree = tree;
    this.mutationLabels = mutationLabels;
    this.watchlists = List.copyOf(watchlists);
    this.lineageParents = Map.copyOf(lineageParents);
  }

  /** First shortcut of {@code pathogen.json}, else the folder's or zip's name; never with a '|'. */
  public String name() {
    return name;
  }

  /** {@code version.tag} of {@code pathogen.json}, else {@code unversioned}. */
  public String version() {
    return version;
  }

  /** Name of the reference sequence: the first word of its FASTA header. */
  public String referenceName() {
    return referenceName;
  }

  /** The reference bases, upper-case IUPAC codes; a copy. */
  public byte[] reference() {
    return reference.clone();
  }

  /** Number of reference bases. */
  public int length() {
    return reference.length;
  }

  /** Coding sequences; none if the dataset has no annotation. */
  public GenomeAnnotation annotation() {
    return annotation;
  }

  /** Nextclade v3's defaults with the dataset's own values over them. */
  public AlignmentParameters alignmentParameters() {
    return alignmentParameters;
  }

  /** Rules of quality control the dataset configures. */
  public QualityParameters qualityParameters() {
    return qualityParameters;
  }

  /** The reference tree, or one made of the table of lineages; empty if there is neither. */
  public Optional<PhylogeneticTree> tree() {
    return tree;
  }

  /** Labels of private mutations. */
  public MutationLabels mutationLabels() {
    return mutationLabels;
  }

  /** Lists of mutations to look out for, by file name; may be empty. */
  public List<Watchlist> watchlists() {
    return watchlists;
  }

  /** Parent of each lineage that has one. */
  public Map<String, String> lineageParents() {
    return lineageParents;
  }
}
