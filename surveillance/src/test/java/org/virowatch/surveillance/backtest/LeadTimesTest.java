package org.virowatch.surveillance.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.history.DailyCounts;

class LeadTimesTest {
  private static final LocalDate START = LocalDate.of(2022, 1, 1);

  private static LeadTimes.Lead lead(int days) {
    LocalDate reached = START.plusDays(200);
    return new LeadTimes.Lead("GB", "V" + days, reached, reached.minusDays(days));
  }

  private static final LeadTimes.Lead MISSED =
      new LeadTimes.Lead("GB", "missed", START.plusDays(200), null);

  @Test
  void quantilesRankMissesLast() {
    List<LeadTimes.Lead> leads = new ArrayList<>(List.of(lead(50), lead(40), lead(30), lead(-10)));
    leads.add(MISSED);
    LeadTimes times = new LeadTimes(0.1, leads);
    assertThat(times.missed()).isEqualTo(1);
    assertThat(times.quantile(0.5)).hasValue(30.0);
    assertThat(times.quantile(0.25)).hasValue(-10.0);
    assertThat(times.quantile(0.75)).hasValue(40.0);
    assertThat(times.quantile(0.1)).as("among the misses").isEmpty();
    assertThat(new LeadTimes(0.1, List.of(lead(20), lead(10))).quantile(0.5)).hasValue(15.0);
    assertThat(new LeadTimes(0.1, List.of()).quantile(0.5)).isEmpty();
  }

  @Test
  void theTruthIsTheShareOfSevenDaysAndStraysDoNotReachIt() {
    DailyCounts.Builder counts = new DailyCounts.Builder();
    for (int day = 0; day < 40; day++) {
      counts.add("GB", "old", START.plusDays(day), 10);
    }
    for (int day = 20; day < 40; day++) {
      counts.add("GB", "new", START.plusDays(day), 10);
    }
    counts.add("ZA", "old", START, 1).add("ZA", "new", START.plusDays(9), 2);
    VariantTruth truth = new VariantTruth(counts.build());
    // Of 110 genomes around day 19, 40 of 80 + 30 are new: days 16 to 22 hold three days of it.
    assertThat(truth.frequency("GB", "new", START.plusDays(19))).isEqualTo(30 / 100.0);
    assertThat(truth.reaches("GB", "new", 0.3)).hasValue(START.plusDays(19));
    assertThat(truth.reaches("GB", "new", 0.5)).hasValue(START.plusDays(23));
    assertThat(truth.reaches("ZA", "new", 0.1)).as("two genomes").isEmpty();
    assertThat(truth.reaches("FR", "new", 0.1)).isEmpty();
    assertThat(LeadTimes.of(List.of(), truth, START.plusDays(19), 0.3).leads()).isEmpty();
    assertThat(LeadTimes.of(List.of(), truth, START.plusDays(18), 0.3).missed()).isEqualTo(1);
  }
}
