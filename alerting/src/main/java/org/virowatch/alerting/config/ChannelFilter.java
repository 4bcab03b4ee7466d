package org.virowatch.alerting.config;

import java.util.List;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.Severity;

/**
 * Which events a channel gets: those that satisfy all three parts.
 *
 * @param atLeast the lowest severity delivered
 * @param rules rule ids, any of which must match
 * @param regions regions, any of which must match
 */
public record ChannelFilter(Severity atLeast, List<NamePattern> rules, List<NamePattern> regions) {
  /** The filter that lets everything through. */
  public static final ChannelFilter EVERYTHING =
      new ChannelFilter(Severity.INFO, List.of(NamePattern.ANY), List.of(NamePattern.ANY));

  /** Copies the lists. */
  public ChannelFilter {
    rules = List.copyOf(rules);
    regions = List.copyOf(regions);
  }

  /** Returns whether the channel gets this event. */
  public boolean accepts(AlertEvent event) {
    return event.getSeverity().compareTo(atLeast) >= 0
        && rules.stream().anyMatch(pattern -> pattern.matches(event.getRuleId()))
        && regions.stream().anyMatch(pattern -> pattern.matches(event.getRegion()));
  }
}
