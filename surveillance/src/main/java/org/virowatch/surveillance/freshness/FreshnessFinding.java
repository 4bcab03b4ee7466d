package org.virowatch.surveillance.freshness;

import java.time.LocalDate;

/**
 * A source does not report as its own history says.
 *
 * @param kind in what way
 * @param since first day of the stretch that says so
 * @param observed genomes submitted in the stretch
 * @param expected genomes that the history says
 * @param p probability of as few, or as many, in a stretch of this history
 */
public record FreshnessFinding(
    Kind kind, LocalDate since, long observed, double expected, double p) {

  /** How a source can change. */
  public enum Kind {
    /** Nothing comes any more. */
    STOPPED,
    /** Far less comes in a week. */
    SHRUNK,
    /** Far more comes in a week. */
    JUMPED
  }
}
