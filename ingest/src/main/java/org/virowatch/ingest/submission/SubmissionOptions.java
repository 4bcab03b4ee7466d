package org.virowatch.ingest.submission;

import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.detect.DatasetDetector;
import org.virowatch.genomics.fasta.FastaReader;

/**
 * What a reader of submissions needs besides the files.
 *
 * @param dataset name of the reference dataset of genomes whose metadata name none, unless it is
 *     detected
 * @param detector detects it; null if it is not to be detected
 * @param datasets names that metadata may give; empty if any may
 * @param lab laboratory of rows that name none; null for none
 * @param clock tells the time of receipt and what is in the future
 * @param maxLength longest sequence accepted, letters
 */
public record SubmissionOptions(
    String dataset,
    @Nullable DatasetDetector detector,
    Set<String> datasets,
    @Nullable String lab,
    Clock clock,
    int maxLength) {

  public SubmissionOptions {
    datasets = Collections.unmodifiableSet(new TreeSet<>(datasets));
  }

  /** Options for one dataset, without detection. */
  public SubmissionOptions(String dataset, @Nullable String lab, Clock clock, int maxLength) {
    this(dataset, null, Set.of(), lab, clock, maxLength);
  }

  /**
   * Returns options for a dataset with the default limit, no default lab and the system's clock.
   */
  public static SubmissionOptions of(String dataset) {
    return new SubmissionOptions(dataset, null, Clock.systemUTC(), FastaReader.DEFAULT_LIMIT);
  }

  /** Returns the same with the datasets that metadata may name. */
  public SubmissionOptions withDatasets(Collection<String> names) {
    return new SubmissionOptions(dataset, detector, Set.copyOf(names), lab, clock, maxLength);
  }

  /** Returns the same with detection of what the metadata do not name. */
  public SubmissionOptions withDetector(@Nullable DatasetDetector other) {
    return new SubmissionOptions(dataset, other, datasets, lab, clock, maxLength);
  }

  /** Returns the same with another lab for rows that name none. */
  public SubmissionOptions withLab(@Nullable String other) {
    return new SubmissionOptions(dataset, detector, datasets, other, clock, maxLength);
  }

  /** Returns the same with another clock. */
  public SubmissionOptions withClock(Clock other) {
    return new SubmissionOptions(dataset, detector, datasets, lab, other, maxLength);
  }
}
