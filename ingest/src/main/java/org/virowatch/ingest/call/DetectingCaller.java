package org.virowatch.ingest.call;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.virowatch.genomics.AnalysisOptions;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.DetectingAnalyzer;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.detect.DetectionVerdict;
import org.virowatch.genomics.fasta.FastaEntry;
import org.virowatch.genomics.fasta.FastaRecord;
import org.virowatch.genomics.fasta.RefusedFastaRecord;

/** Reads sequences each against the dataset that it is detected to be of. */
final class DetectingCaller implements SequenceCaller {

  private static final Detection UNREAD = new Detection(DetectionVerdict.TOO_SHORT, 0, List.of());

  private final DetectingAnalyzer analyzer;
  private final ResultOutputs outputs;
  private final Map<ReferenceDataset, LongAdder> tally;

  /**
   * @param tally counts the sequences of each dataset, for all threads; has every dataset
   */
  DetectingCaller(
      DatasetDetector detector,
      AnalysisOptions options,
      ResultOutputs outputs,
      Map<ReferenceDataset, LongAdder> tally) {
    this.analyzer =
        new DetectingAnalyzer(detector, dataset -> new GenomeAnalysis(dataset, options));
    this.outputs = outputs;
    this.tally = tally;
  }

  @Override
  public ParallelCalling.Answer call(long index, FastaEntry entry) {
    if (entry instanceof FastaRecord record) {
      DetectingAnalyzer.Result result = analyzer.analyze(record.header(), record.sequence());
      result.dataset().map(tally::get).ifPresent(LongAdder::increment);
      return answer(index, result.analysis(), result.detection());
    }
    return answer(index, SequenceCaller.failure((RefusedFastaRecord) entry), UNREAD);
  }

  private ParallelCalling.Answer answer(long index, AnalysisResult result, Detection detection) {
    return new ParallelCalling.Answer(
        result instanceof AnalyzedGenome, outputs.prepare(index, result, detection));
  }
}
