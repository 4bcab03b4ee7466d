package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.output.GraftedGenome;
import org.virowatch.genomics.output.NewickTree;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** The reference tree with the genomes on it in Newick, written at the end. */
final class NewickOutput implements CallOutput {

  private final OutputFile file;
  private final NewickTree newick;
  private final GraftedGenome genomes;
  private final Map<Integer, List<NewickTree.Tip>> grafts = new TreeMap<>();

  /**
   * @param tree the dataset's tree
   */
  NewickOutput(ReferenceDataset dataset, PhylogeneticTree tree, OutputFile file) {
    this.file = file;
    this.newick = new NewickTree(tree);
    this.genomes = new GraftedGenome(dataset, tree);
  }

  @Override
  public Writing prepare(long index, AnalysisResult result, @Nullable Detection detection) {
    Placement placement = result instanceof AnalyzedGenome genome ? genome.placement() : null;
    if (placement == null) {
      return Writing.NOTHING;
    }
    NewickTree.Tip tip = new NewickTree.Tip(result.name(), genomes.divergence(placement));
    return () -> grafts.computeIfAbsent(placement.node(), any -> new ArrayList<>()).add(tip);
  }

  @Override
  public void commit() throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(file.stream(), UTF_8));
    newick.write(grafts, out);
    out.flush();
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
