package org.virowatch.surveillance.regionpool;

import java.util.Collection;
import java.util.Map;
import org.virowatch.schemas.OpenAlert;

/**
 * Where {@link PoolSurveillance} keeps what it knows of one dataset and pool: heap maps in a
 * replay, keyed state in the job.
 */
public interface PoolState {
  /** Returns the days of every region of the pool that has any; live, and not to be added to. */
  Map<String, RegionDays> regions();

  /**
   * Adds a change to the days of a region. A region whose days {@linkplain RegionDays#isZero come
   * to zero} is dropped.
   *
   * @param change taken over; not to be changed any more
   */
  void add(String region, RegionDays change);

  /** Returns the alerts that are open or cooling down, in any order. */
  Collection<OpenAlert> alerts();

  /** Keeps an alert in place of the one of the same rule, region and subject. */
  void putAlert(OpenAlert alert);

  /** Forgets the alert of the same rule, region and subject. */
  void removeAlert(OpenAlert alert);
}
