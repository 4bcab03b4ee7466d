package org.virowatch.jobs.counting;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;
import org.virowatch.surveillance.count.Contribution;

/** Sums of changes by cell. */
public final class CellBundle implements Bundle<GenomeChange, CellChange> {
  /** A cell as an activation of its dataset will have it. */
  private record Ahead(CellKey key, long generation) {}

  private final Map<CellKey, CellCounts> sums = new HashMap<>();
  private final Map<Ahead, CellCounts> ahead = new HashMap<>();

  /** Whether something is in it that is only right together with all the rest. */
  private boolean together;

  /** Makes an empty bundle. */
  public CellBundle() {}

  @Override
  public void add(GenomeChange change) {
    if (change.contribution().lineage().equals(change.onlyLineageBefore())) {
      return; // Cells do not ask which mutations are private.
    }
    together |= change.generation() != 0 && !change.mayWait();
    change.forEach((genome, sign) -> add(genome, sign, change.generation()));
  }

  private void add(Contribution genome, int sign, long generation) {
    for (CellKey key : genome.keys()) {
      CellCounts sum =
          generation == 0
              ? sums.computeIfAbsent(key, absent -> new CellCounts())
              : ahead.computeIfAbsent(new Ahead(key, generation), absent -> new CellCounts());
      if (sign > 0) {
        sum.add(genome);
      } else {
        sum.subtract(genome);
      }
    }
  }

  @Override
  public boolean mayWait(GenomeChange change) {
    return change.mayWait();
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
    together = false;
  }

  @Override
  public void drainUrgent(Consumer<CellChange> out) {
    if (together) {
      drain(out);
      return;
    }
    sums.forEach((key, sum) -> out.accept(new CellChange(key, sum)));
    sums.clear();
  }
}
