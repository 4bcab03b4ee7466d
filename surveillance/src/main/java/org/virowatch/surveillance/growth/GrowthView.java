package org.virowatch.surveillance.growth;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What was known of some subjects on a day, and the growth that it shows.
 *
 * @param asOf the day; collected later is not looked at
 * @param counts of every subject in every region at every time at which genomes are known, those
 *     without a genome of the subject included
 */
public record GrowthView(LocalDate asOf, List<SubjectCount> counts) {

  /** Copies the list. */
  public GrowthView {
    counts = List.copyOf(counts);
  }

  /**
   * Returns the growth over the last days.
   *
   * @param days length of the window that ends on the day
   * @param peers names the set of regions that a region borrows from, such as all countries
   * @param shown regions to show and test
   * @param minGenomes genomes of the subject that a region needs for a row
   */
  public List<GrowthRow> growth(
      int days, UnaryOperator<String> peers, Predicate<String> shown, long minGenomes) {
    record Key(String region, String subject) {}
    Map<Key, GrowthSeries.Builder> series = new LinkedHashMap<>();
    LocalDate first = asOf.minusDays(days - 1L);
    for (SubjectCount count : counts) {
      if (!count.day().isBefore(first) && !count.day().isAfter(asOf)) {
        series
            .computeIfAbsent(
                new Key(count.region(), count.subject()), absent -> new GrowthSeries.Builder())
            .add((double) count.day().toEpochDay(), count.subjectGenomes(), count.genomes());
      }
    }
    GrowthTable table = new GrowthTable();
    series.forEach(
        (key, builder) ->
            table.put(peers.apply(key.region), key.region, key.subject, builder.build()));
    return table.rows(shown, minGenomes);
  }
}
