package org.virowatch.surveillance.growth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.virowatch.surveillance.statistics.BenjaminiHochberg;

/**
 * Growth of many subjects in many regions, the surest and fastest risers first. Each subject is
 * estimated in every region, shrunk towards its growth in the others, and tested; p-values are
 * adjusted for all tests of the regions shown.
 */
public final class GrowthTable {
  private record Pool(String peers, String subject) {}

  private final Map<Pool, Map<String, GrowthSeries>> pools = new LinkedHashMap<>();

  /** Makes an empty table. */
  public GrowthTable() {}

  /**
   * Puts the counts of a subject in a region in.
   *
   * @param peers names the set of regions that lend each other evidence, such as all countries
   */
  public GrowthTable put(String peers, String region, String subject, GrowthSeries series) {
    pools
        .computeIfAbsent(new Pool(peers, subject), absent -> new LinkedHashMap<>())
        .put(region, series);
    return this;
  }

  /**
   * Returns the rows of some regions, ordered by the lower bound of growth, highest first. A
   * subject whose growth cannot be estimated in a region has no row there.
   *
   * @param shown which regions to show and test; the others only lend their evidence
   * @param minGenomes genomes of the subject that a region needs for a row
   */
  public List<GrowthRow> rows(Predicate<String> shown, long minGenomes) {
    Map<Pool, Map<String, GrowthEstimate>> estimates = new LinkedHashMap<>();
    List<GrowthEstimate> all = new ArrayList<>();
    pools.forEach(
        (pool, byRegion) ->
            byRegion.forEach(
                (region, series) ->
                    GrowthEstimate.of(series)
                        .ifPresent(
                            estimate -> {
                              estimates
                                  .computeIfAbsent(pool, absent -> new LinkedHashMap<>())
                                  .put(region, estimate);
                              all.add(estimate);
                            })));
    TypicalDispersion dispersion = TypicalDispersion.of(all);
    List<GrowthRow> tested = new ArrayList<>();
    estimates.forEach(
        (pool, byRegion) -> {
          List<GrowthPool.Shrunk> shrunk =
              GrowthPool.shrink(List.copyOf(byRegion.values()), dispersion);
          int next = 0;
          for (Map.Entry<String, GrowthEstimate> entry : byRegion.entrySet()) {
            GrowthPool.Shrunk best = shrunk.get(next++);
            if (shown.test(entry.getKey()) && entry.getValue().subject() >= minGenomes) {
              tested.add(new GrowthRow(entry.getKey(), pool.subject, entry.getValue(), best, 1));
            }
          }
        });
    double[] adjusted =
        BenjaminiHochberg.adjust(
            tested.stream().mapToDouble(row -> row.shrunk().pRise()).toArray());
    List<GrowthRow> rows = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      GrowthRow row = tested.get(i);
      rows.add(
          new GrowthRow(row.region(), row.subject(), row.estimate(), row.shrunk(), adjusted[i]));
    }
    rows.sort(
        Comparator.comparingDouble(GrowthRow::lower)
            .reversed()
            .thenComparing(GrowthRow::region)
            .thenComparing(GrowthRow::subject));
    return rows;
  }
}
