package org.virowatch.jobs.state;

import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.StringCounts;

/** Counts by name, as the simplest of all that adds up. */
public final class CountArithmetic {
  /** Adds, compares with zero, and writes. */
  public static final LoggedSum.Arithmetic<StringCounts> COUNTS =
      new LoggedSum.Arithmetic<>(
          StringCounts::new,
          (sum, change) -> sum.add(change, 1),
          StringCounts::isZero,
          new CompactForm<>(
              "counts", 1, StringCounts::writeTo, StringCounts::readFrom, new TextPool()));

  private CountArithmetic() {}
}
