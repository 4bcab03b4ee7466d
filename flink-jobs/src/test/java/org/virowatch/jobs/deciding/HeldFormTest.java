package org.virowatch.jobs.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.MutationSet;
import org.virowatch.surveillance.pool.RegionDays;

/** Changes that an earlier release held for an activation are read. */
class HeldFormTest {
  private static final Contribution GENOME =
      new Contribution(
          "sars-cov-2",
          List.of("world", "GB"),
          "2023-W01",
          LocalDate.of(2023, 1, 3),
          "XBB",
          "lab",
          false,
          false,
          MutationSet.of(),
          List.of());

  @Test
  void ofRegions() {
    PeriodCounts counts = new PeriodCounts();
    counts.add(GENOME, 1);
    CompactWriter first = new CompactWriter();
    first.octet(1);
    first.signed(5);
    first.text("sars-cov-2");
    first.text("GB");
    first.text("2023-W01");
    counts.writeTo(first);
    first.signed(9);

    TickedChange change = TickedChange.form().decode(first.toByteArray());

    assertThat(change).isEqualTo(new TickedChange(5, "sars-cov-2", "GB", "2023-W01", counts, 9));
    assertThat(TickedChange.form().decode(TickedChange.form().encode(change))).isEqualTo(change);
  }

  @Test
  void ofPools() {
    RegionDays counts = new RegionDays();
    counts.add("GB", GENOME, 1, 1_672_800_000_000L);
    CompactWriter first = new CompactWriter();
    first.octet(1);
    first.signed(5);
    first.text("sars-cov-2");
    first.text("countries");
    first.text("GB");
    counts.writeTo(first);
    first.signed(9);

    PoolChange change = PoolChange.form().decode(first.toByteArray());

    assertThat(change).isEqualTo(new PoolChange(5, "sars-cov-2", "countries", "GB", counts, 9));
    assertThat(change.change().isZero()).isFalse();
    assertThat(PoolChange.form().decode(PoolChange.form().encode(change))).isEqualTo(change);
  }
}
