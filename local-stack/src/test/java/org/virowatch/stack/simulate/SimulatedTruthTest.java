package org.virowatch.stack.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.virowatch.stack.simulate.SimulatedFiles.cell;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.GenomeAnalysis;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.ingest.submission.SubmissionOptions;
import org.virowatch.ingest.submission.SubmissionOutcome;
import org.virowatch.ingest.submission.SubmissionReader;
import org.virowatch.schemas.Submission;
import org.virowatch.schemas.SubmissionAction;

/** The simulated files go through the real reading of uploads and the real analysis. */
class SimulatedTruthTest {
  private final GenomeAnalysis analyzer = new GenomeAnalysis(ReferenceDatasets.builtIn());

  @Test
  void everyRecordEndsAsItsTruthSays(@TempDir Path folder) throws IOException {
    SimulatedFiles files = SimulatedFiles.write(folder, SimulationSettings.of(400, 3));
    Map<String, Map<String, String>> truth = new HashMap<>();
    files.truth().forEach(row -> truth.put(cell(row, "sequence_name"), row));
    List<String> wrong = new ArrayList<>();
    List<Long> submitted = new ArrayList<>();

    try (SubmissionReader reader =
        SubmissionReader.read(
            List.of(folder.resolve(SimulatedFiles.SEQUENCES)),
            folder.resolve(OutbreakWriter.METADATA),
            SubmissionOptions.of(ReferenceDatasets.BUILT_IN))) {
      while (reader.hasNext()) {
        SubmissionOutcome outcome = reader.next();
        Map<String, String> row = truth.remove(name(outcome));
        assertThat(row).as("truth of %s", name(outcome)).isNotNull();
        if (row != null && !asExpected(outcome, row)) {
          wrong.add(row + " ended as " + outcome.toString().replaceAll("[ACGTN]{50,}", "…"));
        }
        if (outcome instanceof SubmissionOutcome.Accepted accepted) {
          submitted.add(accepted.submission().getSubmittedAt().toEpochMilli());
          assertThat(accepted.submission().getSimulated()).isTrue();
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(truth).isEmpty();
    assertThat(submitted).as("withdrawals stand in their place").isSorted();
  }

  private boolean asExpected(SubmissionOutcome outcome, Map<String, String> truth) {
    String expected = cell(truth, "expected");
    if (outcome instanceof SubmissionOutcome.Refused refused) {
      return expected.equals(refused.reason().code().name());
    }
    Submission submission = ((SubmissionOutcome.Accepted) outcome).submission();
    ByteBuffer sequence = submission.getSequence();
    if (submission.getAction() == SubmissionAction.WITHDRAW || sequence == null) {
      return cell(truth, "kind").equals("withdrawn");
    }
    byte[] bases = new byte[sequence.remaining()];
    sequence.duplicate().get(bases);
    AnalysisResult result = analyzer.analyze(submission.getSequenceName(), bases);
    if (result instanceof AnalysisFailure failure) {
      return expected.equals(failure.reason().name());
    }
    AnalyzedGenome genome = (AnalyzedGenome) result;
    Placement placement = genome.placement();
    return expected.equals("accepted")
        && placement != null
        && cell(truth, "lineage").equals(placement.lineage());
  }

  private static String name(SubmissionOutcome outcome) {
    return outcome instanceof SubmissionOutcome.Refused refused
        ? refused.sequenceName()
        : ((SubmissionOutcome.Accepted) outcome).submission().getSequenceName();
  }
}
