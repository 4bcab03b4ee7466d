package org.virowatch.jobs.calling;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.VirusCheck;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.schemas.RejectionCode;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;
import org.virowatch.schemas.wire.WireCodec;
import org.virowatch.surveillance.calendar.Period;
import org.virowatch.surveillance.calendar.Retention;

/**
 * From a submission to its call or its rejection: the same answer in the stream, in a batch and in
 * a test. Never throws for any submission. Reuses buffers; not safe for use by several threads.
 */
public final class GenomeCaller {
  static {
    WireCodec.trustGeneratedRecords();
  }

  private record Caller(GenomeAnalysis analyzer, VirusCheck check, GenomeRecords records) {}

  private final Map<String, Caller> callers = new TreeMap<>();
  private final List<ReferenceDataset> datasets;
  private @Nullable DatasetDetector detector;
  private final Retention retention;

  /**
   * Makes a caller that calls genomes of any age; see {@link #GenomeCaller(Collection, Retention)}.
   */
  public GenomeCaller(Collection<ReferenceDataset> datasets) {
    this(datasets, Retention.FOREVER);
  }

  /**
   * Makes a caller.
   *
   * @param datasets the datasets that submissions may name
   * @param retention what was submitted after its end is refused
   * @throws IllegalArgumentException if two of them have the same name
   */
  public GenomeCaller(Collection<ReferenceDataset> datasets, Retention retention) {
    this.retention = retention;
    this.datasets = List.copyOf(datasets);
    for (ReferenceDataset dataset : datasets) {
      Caller caller =
          new Caller(
              new GenomeAnalysis(dataset),
              new VirusCheck(dataset, this::detector),
              new GenomeRecords(dataset));
      if (callers.put(dataset.name(), caller) != null) {
        throw new IllegalArgumentException(
            "two reference datasets are named '"
                + dataset.name()
                + "'; submissions could mean either: leave one out or rename its folder");
      }
    }
  }

  /** Calls one submission. */
  public CallOutcome call(Submission submission) {
    try {
      return callChecked(submission);
    } catch (RuntimeException | StackOverflowError e) {
      return Rejections.of(
          submission,
          RejectionCode.INTERNAL_ERROR,
          "the genome could not be called because of a fault of this program ("
              + e
              + "); the rest of the batch is not affected: please report it with the sequence",
          null,
          null);
    }
  }

  private CallOutcome callChecked(Submission submission) {
    if (submission.getAccession().isBlank() || submission.getVersion() < 1) {
      return Rejections.of(
          submission,
          RejectionCode.INVALID_RECORD,
          "a submission needs an accession and a version from 1 upwards; use 'virowatch submit',"
              + " which checks both",
          submission.getAccession().isBlank() ? "accession" : "version",
          submission.getAccession().isBlank()
              ? submission.getAccession()
              : Integer.toString(submission.getVersion()));
    }
    Caller caller = callers.get(submission.getDataset());
    if (caller == null) {
      return Rejections.of(
          submission,
          RejectionCode.UNKNOWN_DATASET,
          "no reference dataset '"
              + Rejections.excerpt(submission.getDataset())
              + "' is loaded here, only "
              + String.join(", ", callers.keySet())
              + "; submit with one of these, or have the operator start the stack with it",
          "dataset",
          submission.getDataset());
    }
    if (submission.getAction() == SubmissionAction.WITHDRAW) {
      return new CallOutcome.Called(caller.records.withdrawn(submission));
    }
    long submittedAt = submission.getSubmittedAt().toEpochMilli();
    long end = retention.end(Period.ofRecorded(submission.getCollectionDate()).text(), submittedAt);
    if (end <= submittedAt) {
      return Rejections.pastRetention(submission, retention, Instant.ofEpochMilli(end));
    }
    return analyze(submission, caller);
  }

  private static CallOutcome analyze(Submission submission, Caller caller) {
    byte[] sequence = bytes(submission.getSequence());
    AnalysisResult result =
        caller.check.check(
            caller.analyzer.analyze(submission.getSequenceName(), sequence), sequence);
    if (result instanceof AnalyzedGenome genome) {
      return new CallOutcome.Called(caller.records.called(submission, genome));
    }
    AnalysisFailure failure = (AnalysisFailure) result;
    return Rejections.of(
        submission,
        RejectionCode.valueOf(failure.reason().name()),
        failure.message(),
        failure.field(),
        failure.value());
  }

  /** Made when the first genome looks like another virus. */
  private DatasetDetector detector() {
    DatasetDetector known = detector == null ? DatasetDetector.of(datasets) : detector;
    detector = known;
    return known;
  }

  private static byte[] bytes(@Nullable ByteBuffer sequence) {
    if (sequence == null) {
      return new byte[0];
    }
    byte[] bytes = new byte[sequence.remaining()];
    sequence.duplicate().get(bytes);
    return bytes;
  }
}
