package org.virowatch.jobs.counting;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/** Sums of changes by cell. */
public final class CellBundle implements Bundle<GenomeChange, CellChange> {
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
  public void drain(Consumer<CellChange> out) {
    sums.forEach((key, sum) -> out.accept(new CellChange(key, sum)));
    sums.clear();
  }
}
