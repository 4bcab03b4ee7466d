package org.virowatch.surveillance.frequency;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.calendar.Period;
import org.virowatch.surveillance.calendar.WeekWindow;
import org.virowatch.surveillance.region.RegionPattern;

/**
 * Which rows of the frequency table to show.
 *
 * @param region regions, all when empty
 * @param period the period alone, when given
 * @param weeks the weeks of a range, when given
 * @param lineage an exact lineage, {@code unassigned}, {@code BA.2*} with descendants as one row,
 *     or {@code *} for all lineages as one row; when empty every exact lineage and {@code *}
 */
public record FrequencyFilter(
    Optional<RegionPattern> region,
    Optional<Period> period,
    Optional<WeekWindow> weeks,
    Optional<String> lineage) {

  /** Shows everything. */
  public static final FrequencyFilter ALL =
      new FrequencyFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Reads a filter as a command line gives it.
   *
   * @param region {@code world}, {@code GB}, {@code GB-ENG}, {@code GB-*}, …; null for all
   * @param week {@code 2022-W09}, a range {@code 2022-W01..2022-W10}, a month, a year or {@code
   *     undated}; null for all
   * @param lineage see {@link #lineage()}; null for no filter
   * @throws IllegalArgumentException if one cannot be read; the message says which forms exist
   */
  public static FrequencyFilter parse(
      @Nullable String region, @Nullable String week, @Nullable String lineage) {
    Optional<Period> period = Optional.empty();
    Optional<WeekWindow> weeks = Optional.empty();
    if (week != null) {
      int dots = week.indexOf("..");
      if (dots >= 0) {
        weeks =
            Optional.of(
                new WeekWindow(
                    IsoWeek.parse(week.substring(0, dots)),
                    IsoWeek.parse(week.substring(dots + 2))));
      } else {
        period = Optional.of(Period.parse(week));
      }
    }
    if (lineage != null && lineage.isEmpty()) {
      throw new IllegalArgumentException(
          "the lineage is empty; write a lineage such as BA.2, BA.2* with its descendants, * for"
              + " all, or unassigned");
    }
    return new FrequencyFilter(
        Optional.ofNullable(region).map(RegionPattern::new),
        period,
        weeks,
        Optional.ofNullable(lineage));
  }

  /** Returns whether the filter lets the region through. */
  public boolean showsRegion(String candidate) {
    return region.isEmpty() || region.get().matches(candidate);
  }

  /** Returns whether the filter lets the period through. */
  public boolean showsPeriod(String candidate) {
    if (period.isPresent()) {
      return period.get().text().equals(candidate);
    }
    return weeks.isEmpty()
        || (IsoWeek.looksLikeWeek(candidate) && weeks.get().contains(IsoWeek.parse(candidate)));
  }
}
