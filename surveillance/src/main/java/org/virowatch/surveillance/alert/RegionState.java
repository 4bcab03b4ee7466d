package org.virowatch.surveillance.alert;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.OpenAlert;
import org.virowatch.schemas.RegionTickState;

/**
 * Where {@link RegionSurveillance} keeps what it knows of one dataset and region: heap maps in a
 * replay, keyed state in the job. Each object has a state record of its own name in the schemas.
 *
 * <p>What a getter returns may be live or a copy, and is not to be changed.
 */
public interface RegionState {
  /** Returns the memory of the last evaluation, or null before the first. */
  @Nullable RegionTickState lastTick();

  /** Keeps the memory of the last evaluation. */
  void putLastTick(RegionTickState tick);

  /** Returns the running totals, all zero at first. */
  RegionTotals totals();

  /**
   * Returns the counts of a period, or null when nothing is counted in it.
   *
   * @param period name of a {@link SampledPeriod}
   */
  @Nullable PeriodCounts period(String period);

  /**
   * Adds a change to the counts of a period and to the running totals. A period whose counts
   * {@linkplain PeriodCounts#isZero come to zero} is dropped.
   *
   * @param period name of a {@link SampledPeriod}
   * @param change taken over; not to be changed any more
   */
  void add(String period, PeriodCounts change);

  /** Returns the alerts that are open or cooling down, in any order. */
  Collection<OpenAlert> alerts();

  /** Keeps an alert in place of the one of the same rule and subject. */
  void putAlert(OpenAlert alert);

  /** Forgets an alert. */
  void removeAlert(String ruleId, String subject);
}
