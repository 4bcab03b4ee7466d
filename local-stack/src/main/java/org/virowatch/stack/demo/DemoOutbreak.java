package org.virowatch.stack.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.virowatch.genomics.dataset.ReferenceDatasets;
import org.virowatch.ingest.submission.SubmissionOptions;
import org.virowatch.ingest.submission.SubmissionReader;
import org.virowatch.stack.config.StackException;
import org.virowatch.stack.simulate.OutbreakWriter;
import org.virowatch.stack.simulate.SimulationSettings;

/**
 * The simulated outbreak's files.
 *
 * @param folder where they lie
 * @param records how many records they hold
 */
record DemoOutbreak(Path folder, long records) {
  private static final String SEQUENCES = "sequences.fasta.zst";

  /** Simulates an outbreak into a folder. */
  static DemoOutbreak simulate(Path folder, SimulationSettings settings) {
    try {
      Files.createDirectories(folder);
      long records =
          new OutbreakWriter(ReferenceDatasets.builtIn(), settings)
              .write(folder, SEQUENCES, written -> {});
      return new DemoOutbreak(folder, records);
    } catch (IOException e) {
      throw new StackException(
          "the simulated outbreak could not be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Opens the files as {@code submit} does. */
  SubmissionReader open() {
    return SubmissionReader.read(
        List.of(folder.resolve(SEQUENCES)),
        folder.resolve(OutbreakWriter.METADATA),
        SubmissionOptions.of(ReferenceDatasets.BUILT_IN));
  }
}
