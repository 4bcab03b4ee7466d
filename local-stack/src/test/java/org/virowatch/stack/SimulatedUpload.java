package org.virowatch.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
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
   * @return what is accepted, in order; read from a file one by one
   */
  public static StoredSubmissions of(ReferenceDataset dataset, int genomes, long seed, Path folder)
      throws IOException {
    return of(dataset, genomes, seed, folder, UnaryOperator.identity());
  }

  /** As above, with what is accepted changed one by one. */
  static StoredSubmissions of(
      ReferenceDataset dataset,
      int genomes,
      long seed,
      Path folder,
      UnaryOperator<Submission> change)
      throws IOException {
    Path files = Files.createDirectories(folder.resolve("simulated"));
    new OutbreakWriter(dataset, SimulationSettings.of(genomes, seed))
        .write(files, "sequences.fasta.zst", written -> {});
    try (SubmissionReader reader =
        SubmissionReader.read(
            List.of(files.resolve("sequences.fasta.zst")),
            files.resolve(OutbreakWriter.METADATA),
            SubmissionOptions.of(dataset.name()))) {
      return StoredSubmissions.write(accepted(reader, change), files.resolve("upload"));
    }
  }

  private static Iterator<Submission> accepted(
      SubmissionReader reader, UnaryOperator<Submission> change) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(reader, Spliterator.ORDERED), false)
        .filter(SubmissionOutcome.Accepted.class::isInstance)
        .map(outcome -> change.apply(((SubmissionOutcome.Accepted) outcome).submission()))
        .iterator();
  }
}
