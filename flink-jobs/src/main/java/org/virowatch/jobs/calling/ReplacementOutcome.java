package org.virowatch.jobs.calling;

import org.virowatch.genomics.stored.Fidelity;
import org.virowatch.schemas.CalledGenome;

/** What became of a stored genome under another version of its dataset. */
public sealed interface ReplacementOutcome {

  /**
   * It has its place.
   *
   * @param genome the record as a call with the new version would have written it
   * @param fidelity how sure that is
   * @param countsAlike whether it contributes to counts what the stored record does
   */
  record Replaced(CalledGenome genome, Fidelity fidelity, boolean countsAlike)
      implements ReplacementOutcome {}

  /**
   * It cannot be moved.
   *
   * @param message what is wrong, the likely cause and the remedy
   */
  record Refused(String message) implements ReplacementOutcome {}
}
