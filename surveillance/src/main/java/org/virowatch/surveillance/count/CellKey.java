package org.virowatch.surveillance.count;

import org.virowatch.schemas.topic.Keys;

/**
 * What one cell of counts is about. Cells are disjoint within a region: the sum over lineages is
 * the region, the sum over weeks a window.
 *
 * @param dataset name of the reference dataset
 * @param region {@code world}, ISO 3166-1 alpha-2 country, ISO 3166-2 subdivision, or {@code ZZ}
 * @param period ISO week of collection, month, year or {@code undated}
 * @param lineage exact lineage; the empty string for unplaced genomes
 */
public record CellKey(String dataset, String region, String period, String lineage)
    implements Comparable<CellKey> {

  /** Returns the key of the cell's records on the topic {@code frequencies}. */
  public String wireKey() {
    return Keys.cell(dataset, region, period, lineage);
  }

  @Override
  public int compareTo(CellKey other) {
    int order = dataset.compareTo(other.dataset);
    if (order == 0) {
      order = region.compareTo(other.region);
    }
    if (order == 0) {
      order = period.compareTo(other.period);
    }
    return order == 0 ? lineage.compareTo(other.lineage) : order;
  }
}
