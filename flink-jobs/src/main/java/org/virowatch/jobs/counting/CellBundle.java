package org.virowatch.jobs.counting;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/** Sums of changes by cell, in the form of updates whose numbers may be negative. */
public final class CellBundle implements Bundle<GenomeChange, FrequencyUpdate> {
  private final Map<CellKey, CellCounts> sums = new HashMap<>();

  /** Makes an empty bundle. */
  public CellBundle() {}

  @Override
  public void add(GenomeChange change) {
    for (CellKey key : change.contribution().keys()) {
      CellCounts sum = sums.computeIfAbsent(key, absent -> new CellCounts());
      if (change.sign() > 0) {
        sum.add(change.contribution());
      } else {
        sum.subtract(change.contribution());
      }
    }
  }

  @Override
  public boolean mustPrecede(long watermark) {
    return false;
  }

  @Override
  public void drain(Consumer<FrequencyUpdate> out) {
    sums.forEach((key, sum) -> out.accept(sum.toUpdate(key, 0, Instant.EPOCH)));
    sums.clear();
  }
}
