package org.virowatch.genomics;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.genomics.detect.DatasetMatch;
import org.virowatch.genomics.detect.Detection;

/**
 * Reads genomes of several viruses, each against the dataset that it is detected to be of. Reuses
 * buffers: not thread-safe, one for each thread.
 */
public final class DetectingAnalyzer {

  private final DatasetDetector detector;
  private final Function<ReferenceDataset, GenomeAnalysis> analyzers;
  private final Map<ReferenceDataset, GenomeAnalysis> made = new HashMap<>();

  /**
   * A genome read against the dataset detected.
   *
   * @param dataset which; empty if none was certain
   * @param detection how sure it is
   * @param analysis the genome, or why it is refused
   */
  public record Result(
      Optional<ReferenceDataset> dataset, Detection detection, AnalysisResult analysis) {}

  /**
   * @param detector chooses the dataset
   * @param analyzers makes the analyzer of a dataset when the first genome of it comes
   */
  public DetectingAnalyzer(
      DatasetDetector detector, Function<ReferenceDataset, GenomeAnalysis> analyzers) {
    this.detector = detector;
    this.analyzers = analyzers;
  }

  /**
   * Detects and analyses one sequence. Never throws for any input, as {@link
   * GenomeAnalysis#analyze}.
   *
   * @param name name of the sequence
   * @param letters as they stand in the file
   */
  public Result analyze(String name, byte[] letters) {
    Detection detection = detector.detect(letters);
    Optional<ReferenceDataset> dataset = detection.certain().map(DatasetMatch::dataset);
    AnalysisResult analysis =
        dataset.isPresent()
            ? made.computeIfAbsent(dataset.get(), analyzers).analyze(name, letters)
            : DetectionRefusals.undetected(name, letters, detection, detector.datasets());
    return new Result(dataset, detection, analysis);
  }
}
