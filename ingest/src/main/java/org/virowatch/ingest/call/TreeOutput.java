package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.dataset.TreeDocument;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.growth.AuspiceTree;
import org.virowatch.genomics.growth.Graft;
import org.virowatch.genomics.growth.GraftMaker;
import org.virowatch.genomics.growth.GrownTree;
import org.virowatch.genomics.growth.NewickTree;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** The reference tree with the genomes in it, written at the end. */
final class TreeOutput implements CallOutput {

  private final GrowingTree growing;
  private final OutputFile file;
  private final Format format;

  /** Makes the nodes of genomes; null if another output gathers them. */
  private final @Nullable GraftMaker grafts;

  @FunctionalInterface
  private interface Format {
    void write(GrownTree tree, OutputStream out) throws IOException;
  }

  private TreeOutput(GrowingTree growing, PhylogeneticTree tree, OutputFile file, Format format) {
    this.growing = growing;
    this.file = file;
    this.format = format;
    this.grafts = growing.gather(tree).orElse(null);
  }

  /**
   * Auspice JSON.
   *
   * @throws IllegalArgumentException if the dataset has no tree file
   */
  static TreeOutput auspice(GrowingTree growing, OutputFile file) {
    ReferenceDataset dataset = growing.dataset();
    TreeDocument document = dataset.treeDocument().orElseThrow(() -> missing("tree", dataset));
    PhylogeneticTree tree = dataset.tree().orElseThrow(() -> missing("tree", dataset));
    return new TreeOutput(growing, tree, file, new AuspiceTree(document)::write);
  }

  /**
   * Newick.
   *
   * @throws IllegalArgumentException if the dataset has no tree
   */
  static TreeOutput newick(GrowingTree growing, OutputFile file) {
    ReferenceDataset dataset = growing.dataset();
    return new TreeOutput(
        growing,
        dataset.tree().orElseThrow(() -> missing("tree-nwk", dataset)),
        file,
        TreeOutput::newick);
  }

  private static void newick(GrownTree tree, OutputStream stream) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(stream, UTF_8));
    NewickTree.write(tree, out);
    out.flush();
  }

  /** What to tell whoever asks for a tree of a dataset without one. */
  private static IllegalArgumentException missing(String kind, ReferenceDataset dataset) {
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
    if (grafts == null || !(result instanceof AnalyzedGenome genome)) {
      return Writing.NOTHING;
    }
    Placement placement = genome.placement();
    if (placement == null) {
      return Writing.NOTHING;
    }
    Graft graft = grafts.graft(index, genome, placement);
    return () -> growing.add(graft);
  }

  @Override
  public void commit() throws IOException {
    format.write(growing.tree(), file.stream());
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
