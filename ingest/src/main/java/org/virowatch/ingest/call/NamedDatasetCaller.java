package org.virowatch.ingest.call;

import java.util.function.Supplier;
import org.virowatch.genomics.AnalysisOptions;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.VirusCheck;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.genomics.fasta.FastaEntry;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.fasta.RefusedFastaRecord;

/** Reads sequences against one dataset. */
final class NamedDatasetCaller implements SequenceCaller {

  private final GenomeAnalysis analyzer;
  private final VirusCheck check;
  private final ResultOutputs outputs;

  /**
   * @param detector tells what sequences of another virus look like; asked for at the first
   */
  NamedDatasetCaller(
      ReferenceDataset dataset,
      AnalysisOptions options,
      Supplier<DatasetDetector> detector,
      ResultOutputs outputs) {
    this.analyzer = new GenomeAnalysis(dataset, options);
    this.check = new VirusCheck(dataset, detector);
    this.outputs = outputs;
  }

  @Override
  public ParallelCalling.Answer call(long index, FastaEntry entry) {
    AnalysisResult result =
        entry instanceof FastaRecord record
            ? check.check(analyzer.analyze(record.header(), record.sequence()), record.sequence())
            : SequenceCaller.failure((RefusedFastaRecord) entry);
    return new ParallelCalling.Answer(
        result instanceof AnalyzedGenome, outputs.prepare(index, result, null));
  }
}
