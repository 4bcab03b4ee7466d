package org.virowatch.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.ingest.submission.SubmissionOptions;
import org.virowatch.ingest.submission.SubmissionOutcome;
import org.virowatch.ingest.submission.SubmissionReader;
import org.virowatch.schemas.Submission;
import org.virowatch.stack.simulate.OutbreakWriter;
import org.virowatch.stack.simulate.SimulationSettings;

/** What a lab's door accepts of a simulated outbreak. */
public final class SimulatedUpload {
  private SimulatedUpload() {}

  /**
   * Writes an outbreak into files and reads them as an upload.
   *
   * @param folder where the files are written
   * @return what is accepted, in order
   */
  public static List<Submission> of(ReferenceDataset dataset, int genomes, long seed, Path folder)
      throws IOException {
    Path files = Files.createDirectories(folder.resolve("simulated"));
    new OutbreakWriter(dataset, SimulationSettings.of(genomes, seed))
        .write(files, "sequences.fasta.zst", written -> {});
    List<Submission> submissions = new ArrayList<>();
    try (SubmissionReader reader =
        SubmissionReader.read(
            List.of(files.resolve("sequences.fasta.zst")),
            files.resolve(OutbreakWriter.METADATA),
            SubmissionOptions.of(dataset.name()))) {
      while (reader.hasNext()) {
        if (reader.next() instanceof SubmissionOutcome.Accepted accepted) {
          submissions.add(accepted.submission());
        }
      }
    }
    return submissions;
  }
}
