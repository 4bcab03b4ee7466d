package org.virowatch.jobs.counting;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/** Sums of changes by cell. */
public final class CellBundle implements Bundle<GenomeChange, CellChange> {
  /** A cell as an activation of its dataset will have it. */
  private record Ahead(CellKey key, long generation) {}

  private final Map<CellKey, CellCounts> sums = new HashMap<>();
  private final Map<Ahead, CellCounts> ahead = new HashMap<>();

  /** Makes an empty bundle. */
  public CellBundle() {}

  @Override
  public void add(GenomeChange change) {
    for (CellKey key : change.contribution().keys()) {
      CellCounts sum =
          change.generation() == 0
              ? sums.computeIfAbsent(key, absent -> new CellCounts())
              : ahead.computeIfAbsent(
                  new Ahead(key, change.generation()), absent -> new CellCounts());
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
    ahead.forEach((place, sum) -> out.accept(new CellChange(place.key, sum, place.generation)));
    ahead.clear();
  }
}
