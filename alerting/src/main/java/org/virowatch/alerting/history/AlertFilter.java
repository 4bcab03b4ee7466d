package org.virowatch.alerting.history;

import java.util.Optional;
import org.virowatch.alerting.config.NamePattern;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertState;
import org.virowatch.surveillance.region.RegionPattern;

/**
 * Which alerts to show; an absent part lets everything through.
 *
 * @param region regions
 * @param rule rule ids
 * @param dataset dataset
 * @param state state of the event
 * @param openOnly leave out what is resolved
 */
public record AlertFilter(
    Optional<RegionPattern> region,
    Optional<NamePattern> rule,
    Optional<String> dataset,
    Optional<AlertState> state,
    boolean openOnly) {
  /** Lets everything through. */
  public static final AlertFilter EVERYTHING =
      new AlertFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

  /** Returns whether the event is shown. */
  public boolean shows(AlertEvent event) {
    return region.map(pattern -> pattern.matches(event.getRegion())).orElse(true)
        && rule.map(pattern -> pattern.matches(event.getRuleId())).orElse(true)
        && dataset.map(name -> name.equals(event.getDataset())).orElse(true)
        && state.map(wanted -> wanted == event.getState()).orElse(true)
        && !(openOnly && event.getState() == AlertState.RESOLVED);
  }
}
