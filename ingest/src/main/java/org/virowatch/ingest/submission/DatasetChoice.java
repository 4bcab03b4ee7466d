package org.virowatch.ingest.submission;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.DetectionRefusals;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.genomics.detect.DatasetMatch;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.ingest.submission.SubmissionOutcome.Reason;
import org.virowatch.schemas.RejectionCode;

/**
 * The dataset of a submission: what its metadata name, else what its sequence is detected to be,
 * else the default.
 *
 * @param dataset its name; empty if there is none
 * @param score how well it fits, 0 to 1; empty if it was not detected
 * @param fault why there is none; null if there is one
 */
record DatasetChoice(String dataset, OptionalDouble score, @Nullable Reason fault) {

  static DatasetChoice of(
      GenomeDescription description,
      String name,
      byte @Nullable [] sequence,
      SubmissionOptions options) {
    String named = description.dataset();
    DatasetDetector detector = options.detector();
    if (named != null) {
      return new DatasetChoice(named, OptionalDouble.empty(), null);
    }
    if (detector == null) {
      return new DatasetChoice(options.dataset(), OptionalDouble.empty(), null);
    }
    if (sequence == null) {
      return none(
          RejectionCode.UNKNOWN_DATASET,
          "dataset",
          "a withdrawal has no sequence to detect its dataset from; name the dataset, in a column"
              + " reference_dataset or with --dataset",
          null);
    }
    Detection detection = detector.detect(sequence);
    if (detection.certain().isEmpty()) {
      AnalysisFailure failure =
          DetectionRefusals.undetected(name, sequence, detection, detector.datasets());
      return none(
          RejectionCode.valueOf(failure.reason().name()),
          "sequence",
          failure.message(),
          failure.value());
    }
    DatasetMatch match = detection.certain().get();
    return new DatasetChoice(match.dataset().name(), OptionalDouble.of(match.score()), null);
  }

  private static DatasetChoice none(
      RejectionCode code, String field, String message, @Nullable String value) {
    return new DatasetChoice("", OptionalDouble.empty(), new Reason(code, field, message, value));
  }
}
