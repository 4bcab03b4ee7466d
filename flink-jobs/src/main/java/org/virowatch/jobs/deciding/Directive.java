package org.virowatch.jobs.deciding;

import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.Incoming;
import org.virowatch.schemas.AlertEvent;
import org.virowatch.schemas.AlertRule;
import org.virowatch.schemas.LabOrder;

/** What every decision has to know besides counts. */
public sealed interface Directive {
  /** A rule was added, changed or removed. */
  record RuleEdit(Incoming<AlertRule> edit) implements Directive {}

  /** A person decided about a lab, or took that back. */
  record LabOrdered(Incoming<LabOrder> order) implements Directive {}

  /**
   * An alert about a lab began, changed or ended. It comes before event time passes its tick, so
   * that the decisions of that tick know it.
   */
  record LabJudged(AlertEvent event) implements Directive {}

  /** Returns the type. */
  static ExplicitType<Directive> type() {
    return ExplicitType.of(Directive.class, new DirectiveSerializer());
  }
}
