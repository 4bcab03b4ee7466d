package org.virowatch.surveillance.backtest;

import java.time.LocalDate;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.surveillance.rule.SubjectPattern;

/**
 * An alert event of a replay.
 *
 * @param asOf day on which the genomes behind it were known
 * @param location the region, as the history names it
 * @param event the event
 */
public record ReplayedAlert(LocalDate asOf, String location, AlertEvent event) {
  /** Returns the variant that it is about; a mutation keeps its whole subject. */
  public String variant() {
    String subject = event.getSubject();
    return subject.startsWith(SubjectPattern.LINEAGE)
        ? subject.substring(SubjectPattern.LINEAGE.length())
        : subject;
  }
}
