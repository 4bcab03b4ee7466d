package org.virowatch.ingest.submission;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.Submission;

/**
 * The submissions that a reader lets through, as they come; those it refuses are counted. Does not
 * close the reader.
 */
public final class AcceptedSubmissions implements Iterator<Submission> {
  private final SubmissionReader reader;
  private @Nullable Submission next;
  private final Consumer<SubmissionOutcome.Refused> onRefused;
  private long refused;

  /**
   * Makes an iterator over what is left in a reader.
   *
   * @param onRefused is told each record that is refused
   */
  public AcceptedSubmissions(
      SubmissionReader reader, Consumer<SubmissionOutcome.Refused> onRefused) {
    this.reader = reader;
    this.onRefused = onRefused;
  }

  @Override
  public boolean hasNext() {
    while (next == null && reader.hasNext()) {
      SubmissionOutcome outcome = reader.next();
      if (outcome instanceof SubmissionOutcome.Accepted accepted) {
        next = accepted.submission();
      } else if (outcome instanceof SubmissionOutcome.Refused refusal) {
        refused++;
        onRefused.accept(refusal);
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
