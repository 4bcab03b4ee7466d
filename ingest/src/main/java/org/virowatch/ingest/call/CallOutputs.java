package org.virowatch.ingest.call;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.output.AlignedFasta;
import org.virowatch.genomics.output.ColumnSelection;
import org.virowatch.genomics.output.NextcladeJson;
import org.virowatch.genomics.output.NextcladeTable;

/** All outputs of a call. */
final class CallOutputs implements AutoCloseable {

  private final List<CallOutput> outputs = new ArrayList<>();
  private final boolean proteins;

  private CallOutputs(boolean proteins) {
    this.proteins = proteins;
  }

  /**
   * Opens every output asked for; the table on standard output if none was.
   *
   * @param out standard output
   * @throws IllegalArgumentException if the options are wrong
   * @throws IOException if a file cannot be written
   */
  static CallOutputs open(
      OutputOptions options, ReferenceDataset dataset, PrintWriter out, Clock clock)
      throws IOException {
    Map<String, String> files = options.files();
    ColumnSelection columns = ColumnSelection.of(options.columns());
    NextcladeTable tsv = new NextcladeTable(dataset, columns, NextcladeTable.TAB);
    CallOutputs all = new CallOutputs(files.containsKey("translations"));
    try {
      if (files.isEmpty()) {
        all.outputs.add(TableOutput.begin(OutputFile.standardOutput(out), tsv));
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        all.outputs.add(
            open(file.getKey(), file.getValue(), options, dataset, tsv, columns, out, clock));
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private static CallOutput open(
      String kind,
      String name,
      OutputOptions options,
      ReferenceDataset dataset,
      NextcladeTable tsv,
      ColumnSelection columns,
      PrintWriter out,
      Clock clock)
      throws IOException {
    return switch (kind) {
      case "tsv" -> TableOutput.begin(file(name, out), tsv);
      case "csv" ->
          TableOutput.begin(
              file(name, out), new NextcladeTable(dataset, columns, NextcladeTable.SEMICOLON));
      case "ndjson" -> new NdjsonOutput(file(name, out), new NextcladeJson(dataset));
      case "json" ->
          new JsonOutput(file(name, out), new NextcladeJson(dataset), clock.instant().toString());
      case "fasta" -> fasta(file(name, out), dataset, options.includeReference());
      case "translations" -> TranslationsOutput.create(dataset, name, options.includeReference());
      case "vcf" -> {
        if (name.equals("-")) {
          throw new IllegalArgumentException(
              "--output-vcf takes a file, not standard output; name one such as calls.vcf.gz");
        }
        yield new VcfOutput(dataset, name, options.vcfAnnotations());
      }
      default -> throw new IllegalArgumentException("there is no output " + kind);
    };
  }

  private static CallOutput fasta(OutputFile file, ReferenceDataset dataset, boolean withReference)
      throws IOException {
    if (withReference) {
      file.write(AlignedFasta.record(dataset.referenceName(), dataset.reference()));
    }
    return new FastaOutput(file, new AlignedFasta(dataset));
  }

  private static OutputFile file(String name, PrintWriter out) throws IOException {
    return name.equals("-") ? OutputFile.standardOutput(out) : OutputFile.create(Path.of(name));
  }

  /** Whether an output needs the proteins themselves. */
  boolean needsProteins() {
    return proteins;
  }

  /** Renders a result for every output; on any thread. */
  List<CallOutput.Writing> prepare(long index, AnalysisResult result) {
    List<CallOutput.Writing> writings = new ArrayList<>(outputs.size());
    for (CallOutput output : outputs) {
      writings.add(output.prepare(index, result));
    }
    return writings;
  }

  /** Completes every output. */
  void commit() throws IOException {
    for (CallOutput output : outputs) {
      output.commit();
    }
  }

  @Override
  public void close() throws IOException {
    for (CallOutput output : outputs) {
      output.close();
    }
  }
}
