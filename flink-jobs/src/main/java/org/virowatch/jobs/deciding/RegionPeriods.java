package org.virowatch.jobs.deciding;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.virowatch.jobs.state.LoggedSum;
import org.virowatch.surveillance.alert.PeriodCounts;

/**
 * The counts of one region's periods. A period is decoded where it is looked at, and forgotten when
 * nobody has looked at it for a while: a region is looked at through a window of weeks, and its
 * history must not fill the heap. Late genomes of a forgotten week are added without reading it.
 *
 * <p>Belongs to one key of Flink's state, and is to be used while that is the current one.
 */
final class RegionPeriods {
  /** Where the counts of the current key lie in Flink's state, by name of the period. */
  @FunctionalInterface
  interface Places {
    LoggedSum.Place of(String period);
  }

  private static final class Period {
    final LoggedSum<PeriodCounts> counts;

    /** How often its region had been written when it was last looked at. */
    int lastUsed;

    Period(LoggedSum<PeriodCounts> counts) {
      this.counts = counts;
    }

    long decodedBytes() {
      return counts.isDecoded() ? counts.bytes() : 0;
    }
  }

  /** Writes of a region after which a period that was not looked at meanwhile is forgotten. */
  private static final int KEPT_WRITES = 10;

  private final LoggedSum.Arithmetic<PeriodCounts> arithmetic;
  private final Places places;
  private final Map<String, Period> periods = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private long decodedBytes;
  private int writes;

  RegionPeriods(LoggedSum.Arithmetic<PeriodCounts> arithmetic, Places places) {
    this.arithmetic = arithmetic;
    this.places = places;
  }

  /** Returns how many periods are known of, decoded or not. */
  int size() {
    return periods.size();
  }

  /** Returns the bytes in Flink's state of those that are decoded. */
  long decodedBytes() {
    return decodedBytes;
  }

  /** Returns the counts of a period. Live; not to be changed. */
  PeriodCounts look(String name) throws Exception {
    Period period = find(name);
    period.lastUsed = writes;
    return decode(name, period);
  }

  /** Adds a change, which is taken over. */
  void add(String name, PeriodCounts change) throws Exception {
    Period period = find(name);
    if (change.genomes() < 0) {
      decode(name, period); // nothing may be left of it, and that is seen of what is decoded
    }
    period.counts.add(change);
    changed.add(name);
  }

  private Period find(String name) throws Exception {
    Period period = periods.get(name);
    if (period == null) {
      period = new Period(LoggedSum.at(places.of(name), arithmetic));
      periods.put(name, period);
    }
    return period;
  }

  private PeriodCounts decode(String name, Period period) throws Exception {
    decodedBytes -= period.decodedBytes();
    PeriodCounts counts = period.counts.value(places.of(name));
    decodedBytes += period.decodedBytes();
    return counts;
  }

  /** Brings Flink's state up to date. */
  void write() throws Exception {
    for (String name : changed) {
      Period period = periods.get(name);
      if (period != null) {
        decodedBytes -= period.decodedBytes();
        period.counts.write(places.of(name));
        if (period.counts.isGone()) {
          periods.remove(name);
        } else {
          decodedBytes += period.decodedBytes();
        }
      }
    }
    changed.clear();
    writes++;
    for (Period period : periods.values()) {
      if (writes - period.lastUsed > KEPT_WRITES && period.counts.isDecoded()) {
        decodedBytes -= period.decodedBytes();
        period.counts.forget();
      }
    }
  }
}
