package org.virowatch.stack.foresight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.growth.GrowthView;
import org.virowatch.surveillance.growth.SubjectCount;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;

/** Daily counts of files, as they were known on the files' dates, as views of growth. */
final class CountFileViews {
  private CountFileViews() {}

  /**
   * Returns the views up to a date.
   *
   * @param asOf the last date, null for all
   * @param within only these variants and their genomes: a name, or a beginning and {@code *}; null
   *     for all
   */
  static List<GrowthView> of(
      List<KnownCounts> known, @Nullable LocalDate asOf, @Nullable String within) {
    List<GrowthView> views = new ArrayList<>();
    for (KnownCounts counts : known) {
      if (asOf == null || !counts.asOf().isAfter(asOf)) {
        views.add(new GrowthView(counts.asOf(), subjects(counts.counts(), within)));
      }
    }
    return views;
  }

  private static List<SubjectCount> subjects(DailyCounts counts, @Nullable String within) {
    List<Integer> variants = new ArrayList<>();
    for (int variant = 0; variant < counts.variants().size(); variant++) {
      if (within == null || matches(within, counts.variants().get(variant))) {
        variants.add(variant);
      }
    }
    List<SubjectCount> subjects = new ArrayList<>();
    for (int location = 0; location < counts.locations().size(); location++) {
      for (int day = 0; day < counts.days(); day++) {
        long genomes = 0;
        for (int variant : variants) {
          genomes += counts.count(location, variant, day);
        }
        for (int variant : variants) {
          subjects.add(
              new SubjectCount(
                  counts.locations().get(location),
                  counts.variants().get(variant),
                  counts.firstDay().plusDays(day),
                  counts.count(location, variant, day),
                  genomes));
        }
      }
    }
    return subjects;
  }

  private static boolean matches(String pattern, String variant) {
    return pattern.endsWith("*")
        ? variant.startsWith(pattern.substring(0, pattern.length() - 1))
        : variant.equals(pattern);
  }
}
