package org.virowatch.jobs.counting;

import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/**
 * A change of one cell.
 *
 * @param key the cell
 * @param counts by how much its counts change; may be negative, and must not change any more
 * @param generation the activation of the dataset from which on this holds, 0 where it always does
 */
public record CellChange(CellKey key, CellCounts counts, long generation) {
  /** Makes a change that holds whatever version of the dataset is active. */
  public CellChange(CellKey key, CellCounts counts) {
    this(key, counts, 0);
  }
}
