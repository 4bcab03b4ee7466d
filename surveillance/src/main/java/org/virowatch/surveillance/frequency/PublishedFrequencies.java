package org.virowatch.surveillance.frequency;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/**
 * The cells that records of the topic {@code frequencies} stand for, in whatever order and however
 * often they are read. Besides whole cells the topic holds staged differences: what the activation
 * of another version of a dataset will change. A difference is part of its cell from the instant at
 * which the activation is in force, and no more once the cell itself is of that generation, so all
 * cells of a dataset change at one instant. Not safe for use by several threads.
 */
public final class PublishedFrequencies {
  private record Newest(long revision, Instant generation, CellCounts counts) {
    static Newest of(@Nullable Newest known, FrequencyUpdate update) {
      return known != null && known.revision >= update.getRevision()
          ? known
          : new Newest(update.getRevision(), update.getGeneration(), CellCounts.of(update));
    }
  }

  private final Map<CellKey, Newest> cells = new HashMap<>();
  private final Map<CellKey, Newest> staged = new HashMap<>();

  /** Makes one that has read nothing. */
  public PublishedFrequencies() {}

  /** Takes a record. */
  public void take(FrequencyUpdate update) {
    CellKey key =
        new CellKey(
            update.getDataset(), update.getRegion(), update.getPeriod(), update.getLineage());
    (update.getStaged() ? staged : cells).compute(key, (same, known) -> Newest.of(known, update));
  }

  /**
   * Returns whether a cell is of a later generation than the one said to be in force. Then an
   * activation came into force meanwhile: the topic {@code activations} has to be read again.
   *
   * @param inForce the generation in force of a dataset, by its name; the epoch where none was
   *     activated
   */
  public boolean isAhead(Function<String, Instant> inForce) {
    return cells.entrySet().stream()
        .anyMatch(
            cell -> cell.getValue().generation.isAfter(inForce.apply(cell.getKey().dataset())));
  }

  /**
   * Returns the cells in order, without those that have become empty.
   *
   * @param inForce as above
   */
  public SortedMap<CellKey, CellCounts> cells(Function<String, Instant> inForce) {
    TreeMap<CellKey, CellCounts> standing = new TreeMap<>();
    cells.forEach((key, cell) -> standing.put(key, cell.counts));
    staged.forEach(
        (key, difference) -> {
          Newest cell = cells.get(key);
          if (!difference.generation.isAfter(inForce.apply(key.dataset()))
              && (cell == null || cell.generation.isBefore(difference.generation))) {
            CellCounts sum = cell == null ? new CellCounts() : cell.counts.copy();
            sum.add(difference.counts);
            standing.put(key, sum);
          }
        });
    standing.values().removeIf(CellCounts::isZero);
    return standing;
  }
}
