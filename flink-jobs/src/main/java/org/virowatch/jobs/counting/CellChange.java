package org.virowatch.jobs.counting;

import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.CellKey;

/**
 * A change of one cell.
 *
 * @param key the cell
 * @param counts by how much its counts change; may be negative, and must not change any more
 */
public record CellChange(CellKey key, CellCounts counts) {}
