package org.virowatch.ingest.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.TreeDocument;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.output.GraftedGenome;
import org.virowatch.genomics.output.TreeGrafter;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** The reference tree with the genomes on it, written at the end. */
final class TreeOutput implements CallOutput {

  private final OutputFile file;
  private final TreeGrafter grafter;
  private final GraftedGenome genomes;
  private final Map<Integer, List<String>> grafts = new TreeMap<>();

  /**
   * @param dataset a dataset with a tree file
   * @throws IllegalArgumentException if it has none
   */
  TreeOutput(ReferenceDataset dataset, OutputFile file) {
    TreeDocument document = dataset.treeDocument().orElseThrow(() -> missing("tree", dataset));
    PhylogeneticTree tree = dataset.tree().orElseThrow();
    this.file = file;
    this.grafter = new TreeGrafter(document, tree);
    this.genomes = new GraftedGenome(dataset, tree);
  }

  /** What to tell whoever asks for a tree of a dataset without one. */
  static IllegalArgumentException missing(String kind, ReferenceDataset dataset) {
    return new IllegalArgumentException(
        "--output-"
            + kind
            + " needs a dataset with a tree; "
            + dataset.name()
            + " has none: give one by --input-tree, or leave --output-"
            + kind
            + " out");
  }

  @Override
  public Writing prepare(long index, AnalysisResult result, @Nullable Detection detection) {
    if (!(result instanceof AnalyzedGenome genome)) {
      return Writing.NOTHING;
    }
    Placement placement = genome.placement();
    if (placement == null) {
      return Writing.NOTHING;
    }
    String node = genomes.node(genome, placement);
    return () -> grafts.computeIfAbsent(placement.node(), any -> new ArrayList<>()).add(node);
  }

  @Override
  public void commit() throws IOException {
    grafter.write(grafts, file.stream());
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
