package org.virowatch.jobs.calling;

import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.Rejection;

/** What became of one submission. */
public sealed interface CallOutcome {

  /** It was called, or is a withdrawal. */
  record Called(CalledGenome genome) implements CallOutcome {}

  /** It cannot be called; the rejection says why. */
  record Rejected(Rejection rejection) implements CallOutcome {}
}
