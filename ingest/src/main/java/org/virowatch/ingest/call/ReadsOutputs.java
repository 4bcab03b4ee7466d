package org.virowatch.ingest.call;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.output.AlignedFasta;
import org.virowatch.genomics.reads.DepthTable;
import org.virowatch.genomics.reads.ReadVariantFile;
import org.virowatch.genomics.reads.ReadVariantTable;
import org.virowatch.genomics.reads.ReadsAnalysis;
import org.virowatch.genomics.reads.ReadsSummaryTable;

/** All outputs of reads that go beyond those of their consensus. */
final class ReadsOutputs implements AutoCloseable {

  private final Map<String, OutputFile> files = new HashMap<>();
  private final @Nullable String vcf;
  private final List<IndexedOutput> indexed = new ArrayList<>();
  private final ReadVariantFile variantFile;
  private final ReadVariantTable variantTable;
  private final DepthTable depthTable;

  private ReadsOutputs(ReferenceDataset dataset, @Nullable String vcf) {
    this.vcf = vcf;
    variantFile = new ReadVariantFile(dataset);
    variantTable = new ReadVariantTable(dataset.referenceName());
    depthTable = new DepthTable(dataset);
  }

  /**
   * Opens the files.
   *
   * @param names by kind
   * @param samples number of samples
   * @throws IllegalArgumentException if a name does not do for its kind of output
   * @throws IOException if a file cannot be written
   */
  static ReadsOutputs open(Map<String, String> names, ReferenceDataset dataset, int samples)
      throws IOException {
    requireFiles(names);
    String vcf = names.get("vcf");
    if (vcf != null && samples > 1 && !vcf.contains(VcfOutput.PLACEHOLDER)) {
      throw new IllegalArgumentException(
          "--output-read-vcf takes a name with {seqName} in it for several samples, such as"
              + " {seqName}.vcf.gz, got "
              + vcf);
    }
    ReadsOutputs outputs = new ReadsOutputs(dataset, vcf);
    try {
      for (Map.Entry<String, String> each : names.entrySet()) {
        if (!each.getKey().equals("vcf")) {
          outputs.files.put(each.getKey(), OutputFile.create(Path.of(each.getValue())));
        }
      }
      outputs.writeText("variants", ReadVariantTable.HEADER);
      outputs.writeText("depth", DepthTable.HEADER);
      outputs.writeText("summary", ReadsSummaryTable.HEADER);
      return outputs;
    } catch (IOException | RuntimeException e) {
      outputs.close();
      throw e;
    }
  }

  private static void requireFiles(Map<String, String> names) {
    for (String name : names.values()) {
      if (name.equals("-")) {
        throw new IllegalArgumentException(
            "outputs of reads take a file, not standard output, which is the table's");
      }
      if (Collections.frequency(names.values(), name) > 1) {
        throw new IllegalArgumentException(
            "two outputs go to " + name + "; give each its own file");
      }
    }
  }

  private void writeText(String kind, String text) throws IOException {
    OutputFile file = files.get(kind);
    if (file != null) {
      file.write(text);
    }
  }

  /** Writes a sample. */
  void write(ReadsAnalysis analysis) throws IOException {
    OutputFile consensus = files.get("consensus");
    if (consensus != null) {
      consensus.write(
          AlignedFasta.record(analysis.sample(), analysis.consensus().getBytes(US_ASCII)));
    }
    writeText("variants", variantTable.rows(analysis));
    writeText("summary", ReadsSummaryTable.row(analysis));
    OutputFile depth = files.get("depth");
    if (depth != null) {
      depth.write(depthTable.rows(analysis));
    }
    if (vcf != null) {
      writeVcf(analysis, vcf);
    }
  }

  private void writeVcf(ReadsAnalysis analysis, String pattern) throws IOException {
    String name = pattern.replace(VcfOutput.PLACEHOLDER, SafeName.of(analysis.sample()));
    if (IndexedOutput.isMeant(name)) {
      IndexedOutput file = IndexedOutput.create(Path.of(name));
      indexed.add(file);
      variantFile.writeCompressed(analysis, file.temporary());
    } else {
      OutputFile file = OutputFile.create(Path.of(name));
      files.put("vcf " + name, file);
      variantFile.write(analysis, file.stream());
    }
  }

  /** Completes every output. */
  void commit() throws IOException {
    for (OutputFile file : files.values()) {
      file.commit();
    }
    for (IndexedOutput file : indexed) {
      file.commit();
    }
  }

  @Override
  public void close() throws IOException {
    List<Closeable> all = new ArrayList<>(files.values());
    all.addAll(indexed);
    OutputFile.closeAll(all);
  }
}
