package org.virowatch.genomics.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.placement.NodeLetters;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.trait.MotifFinder;
import org.virowatch.genomics.trait.MotifMatch;
import org.virowatch.genomics.translate.FrameShiftLocator;
import org.virowatch.genomics.translate.GenomeTranslator;
import org.virowatch.genomics.translate.Translation;
import org.virowatch.genomics.tree.NodeSearch;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** What the JSON of a dataset's genomes is made with beside the genomes. Thread-safe. */
final class ReportBasis {

  private final ReferenceDataset dataset;
  private final byte[] reference;
  private final Map<String, CodingSequence> cdses = new LinkedHashMap<>();
  private final Map<String, Translation> proteins = new LinkedHashMap<>();
  private final Map<String, List<MotifMatch>> motifs;
  private final FrameShiftLocator frameShifts;
  private final Optional<NodeLetters> nodes;
  private final Optional<BranchLength> branches;
  private final QueryAnnotation annotation;

  /** Nodes that searches find, by nearest node: few nodes have most genomes. */
  private final Map<Integer, List<Optional<NodeSearch.Found>>> found = new ConcurrentHashMap<>();

  ReportBasis(ReferenceDataset dataset) {
    this.dataset = dataset;
    this.reference = dataset.reference();
    for (CodingSequence cds : dataset.annotation().codingSequences()) {
      cdses.put(cds.name(), cds);
    }
    List<Translation> translated = new GenomeTranslator(dataset).referenceProteins();
    translated.forEach(protein -> proteins.put(protein.cds(), protein));
    motifs = byName(new MotifFinder(dataset.motifs()).find(translated));
    frameShifts = new FrameShiftLocator(dataset);
    nodes = dataset.tree().map(NodeLetters::new);
    branches = dataset.tree().map(tree -> new BranchLength(tree, dataset.length()));
    annotation = new QueryAnnotation(dataset.annotation().genes());
  }

  static Map<String, List<MotifMatch>> byName(List<MotifMatch> matches) {
    Map<String, List<MotifMatch>> byName = new LinkedHashMap<>();
    matches.forEach(
        match -> byName.computeIfAbsent(match.name(), name -> new ArrayList<>()).add(match));
    return byName;
  }

  ReferenceDataset dataset() {
    return dataset;
  }

  /** The reference bases. Not a copy. */
  byte[] reference() {
    return reference;
  }

  /** Coding sequences by name in the order of the annotation. */
  Map<String, CodingSequence> cdses() {
    return cdses;
  }

  /** The reference's proteins by CDS. */
  Map<String, Translation> proteins() {
    return proteins;
  }

  /** Motifs of the reference by name. */
  Map<String, List<MotifMatch>> motifs() {
    return motifs;
  }

  FrameShiftLocator frameShifts() {
    return frameShifts;
  }

  QueryAnnotation annotation() {
    return annotation;
  }

  /** Letters of a node; those of the reference for a node below 0 or without a tree. */
  NodeLetters.State node(int node) {
    return nodes.isEmpty() || node < 0 ? NodeLetters.REFERENCE : nodes.get().of(node);
  }

  /** Divergence of a genome; Nextclade does not count its deletions here. */
  double divergence(Placement placement) {
    return branches.map(branch -> branch.divergence(placement)).orElse(0.0);
  }

  /** What each search of the tree finds for genomes nearest to a node. */
  List<Optional<NodeSearch.Found>> found(int nearest) {
    return found.computeIfAbsent(
        nearest,
        node -> {
          PhylogeneticTree tree = dataset.tree().orElseThrow();
          return tree.searches().stream().map(search -> search.search(tree, node)).toList();
        });
  }
}
