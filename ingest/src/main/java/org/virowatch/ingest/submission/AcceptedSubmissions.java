package org.virowatch.ingest.submission;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.Submission;

/**
 * The submissions that a reader lets through, as they come; those it refuses are only counted. Does
 * not close the reader.
 */
public final class AcceptedSubmissions implements Iterator<Submission> {
  private final SubmissionReader reader;
  private @Nullable Submission next;
  private long refused;

  /** Makes an iterator over what is left in a reader. */
  public AcceptedSubmissions(SubmissionReader reader) {
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    while (next == null && reader.hasNext()) {
      if (reader.next() instanceof SubmissionOutcome.Accepted accepted) {
        next = accepted.submission();
      } else {
        refused++;
      }
    }
    return next != null;
  }

  @Override
  public Submission next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Submission submission = next;
    next = null;
    return submission;
  }

  /** Returns how many records have been refused so far. */
  public long refused() {
    return refused;
  }
}
