package org.virowatch.ingest.submission;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.fasta.FastaReader;

/**
 * What a reader of submissions needs besides the files.
 *
 * @param dataset name of the reference dataset that the genomes are for
 * @param lab laboratory of rows that name none; null for none
 * @param clock tells the time of receipt and what is in the future
 * @param maxLength longest sequence accepted, letters
 */
public record SubmissionOptions(String dataset, @Nullable String lab, Clock clock, int maxLength) {
  /**
   * Returns options for a dataset with the default limit, no default lab and the system's clock.
   */
  public static SubmissionOptions of(String dataset) {
    return new SubmissionOptions(dataset, null, Clock.systemUTC(), FastaReader.DEFAULT_LIMIT);
  }

  /** Returns the same with another lab for rows that name none. */
  public SubmissionOptions withLab(@Nullable String other) {
    return new SubmissionOptions(dataset, other, clock, maxLength);
  }

  /** Returns the same with another clock. */
  public SubmissionOptions withClock(Clock other) {
    return new SubmissionOptions(dataset, lab, other, maxLength);
  }
}
