package org.virowatch.surveillance.replay;

import java.time.Instant;
import java.util.List;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.rule.RuleSet;

/** What a replay tells its changes to, and asks for decisions. */
interface ReplayedChanges {
  /**
   * Takes in that a genome begins or ceases to count.
   *
   * @param genome what it contributes, possibly nothing
   * @param sign 1 or -1
   * @param at event time, epoch milliseconds
   */
  void change(Contribution genome, int sign, long at);

  /** Decides at a tick, and returns the events in a fixed order. */
  List<AlertEvent> tick(Instant tick, RuleSet rules);
}
