package org.virowatch.surveillance.alert;

import org.virowatch.schemas.AlertState;
import org.virowatch.schemas.Evidence;

/** What is known of one subject in one region at a tick, as far as the life of its alert goes. */
public interface Situation {
  /** Returns whether an alert fires where none is open. */
  boolean fires();

  /** Returns whether an open alert is below the level at which it resolves. */
  boolean isBelow();

  /** Returns whether what the alert was about is gone altogether, so that it resolves at once. */
  default boolean isGone() {
    return false;
  }

  /** Returns whether receivers of an open alert are to be told again. */
  boolean changedSince(Evidence last);

  /** Returns the numbers behind it. */
  Evidence evidence();

  /** Returns whether simulated genomes are among those counted. */
  boolean isSimulated();

  /**
   * Returns one sentence for people.
   *
   * @param state what the alert comes to be
   */
  String sentence(AlertState state);
}
