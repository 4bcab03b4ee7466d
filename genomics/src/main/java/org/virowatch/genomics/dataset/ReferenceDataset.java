package org.virowatch.genomics.dataset;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.virowatch.genomics.annotation.GenomeAnnotation;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** A reference and all that is needed to read genomes against it. Immutable and thread-safe. */
public final class ReferenceDataset {
  private final Description description;
  private final ReferenceSequence reference;
  private final GenomeAnnotation annotation;
  private final AlignmentParameters alignmentParameters;
  private final Map<String, AlignmentParameters> presets;
  private final QualityParameters qualityParameters;
  private final Optional<PhylogeneticTree> tree;
  private final MutationLabels mutationLabels;
  private final Traits traits;
  private final List<Watchlist> watchlists;
  private final Map<String, String> lineageParents;
  private final Optional<TreeDocument> treeDocument;
  private final Habits habits;

  ReferenceDataset(
      Description description,
      ReferenceSequence reference,
      GenomeAnnotation annotation,
      AlignmentParameters alignmentParameters,
      Map<String, AlignmentParameters> presets,
      QualityParameters qualityParameters,
      Optional<PhylogeneticTree> tree,
      MutationLabels mutationLabels,
      Traits traits,
      List<Watchlist> watchlists,
      Map<String, String> lineageParents,
      Optional<TreeDocument> treeDocument,
      Habits habits) {
    this.treeDocument = treeDocument;
    this.habits = habits;
    this.description = description;
    this.reference = reference;
    this.annotation = annotation;
    this.alignmentParameters = alignmentParameters;
    this.presets = Map.copyOf(presets);
    this.qualityParameters = qualityParameters;
    this.tree = tree;
    this.mutationLabels = mutationLabels;
    this.traits = traits;
    this.watchlists = List.copyOf(watchlists);
    this.lineageParents = Map.copyOf(lineageParents);
  }

  /** The same dataset with other alignment parameters. */
  public ReferenceDataset with(AlignmentParameters parameters) {
    return with(annotation, parameters);
  }

  /**
   * The same dataset with only some of its coding sequences: the others are neither translated nor
   * regarded when gaps are placed.
   *
   * @param names of coding sequences
   * @throws IllegalArgumentException if there is none of a name
   */
  public ReferenceDataset withCodingSequences(Collection<String> names) {
    return with(annotation.restrictedTo(names), alignmentParameters);
  }

  private ReferenceDataset with(GenomeAnnotation genes, AlignmentParameters parameters) {
    return new ReferenceDataset(
        description,
        reference,
        genes,
        parameters,
        presets,
        qualityParameters,
        tree,
        mutationLabels,
        traits,
        watchlists,
        lineageParents,
        treeDocument,
        habits);
  }

  /**
   * The dataset's own alignment parameters over those of a preset, by the preset's name; empty if
   * there is no such preset.
   */
  public Optional<AlignmentParameters> alignmentParameters(String preset) {
    return Optional.ofNullable(presets.get(preset));
  }

  /** Scores of amino-acid substitutions. */
  public List<Phenotype> phenotypes() {
    return traits.phenotypes();
  }

  /** Patterns of amino acids to report. */
  public List<AminoAcidMotif> motifs() {
    return traits.motifs();
  }

  /** First shortcut of {@code pathogen.json}, else the folder's or zip's name; never with a '|'. */
  public String name() {
    return description.name();
  }

  /** {@code version.tag} of {@code pathogen.json}, else {@code unversioned}. */
  public String version() {
    return description.version();
  }

  /**
   * What {@code pathogen.json} tells people about the dataset, such as {@code name}, {@code
   * reference name} and {@code reference accession}.
   */
  public Map<String, String> attributes() {
    return description.attributes();
  }

  /** Name of the reference sequence: the first word of its FASTA header. */
  public String referenceName() {
    return reference.name();
  }

  /** The reference bases, upper-case IUPAC codes; a copy. */
  public byte[] reference() {
    return reference.bases().clone();
  }

  /** Number of reference bases. */
  public int length() {
    return reference.bases().length;
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

  /** The reference tree's file; empty if the dataset has none. */
  public Optional<TreeDocument> treeDocument() {
    return treeDocument;
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

  /** What is done with its genomes unless something else is asked for. */
  public Habits habits() {
    return habits;
  }

  /**
   * What a dataset wants done unless something else is asked for.
   *
   * @param includeReference whether the reference comes first in FASTA and translations
   * @param withoutGreedyTreeBuilder whether genomes stay on their nearest nodes of the tree
   */
  public record Habits(boolean includeReference, boolean withoutGreedyTreeBuilder) {}

  /**
   * What a dataset is called.
   *
   * @param name its name
   * @param version its version
   * @param attributes what else it says of itself
   */
  record Description(String name, String version, Map<String, String> attributes) {
    Description {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
  }

  /**
   * What a dataset reads off proteins.
   *
   * @param phenotypes scores of substitutions
   * @param motifs patterns to report
   */
  record Traits(List<Phenotype> phenotypes, List<AminoAcidMotif> motifs) {
    Traits {
      phenotypes = List.copyOf(phenotypes);
      motifs = List.copyOf(motifs);
    }
  }
}
