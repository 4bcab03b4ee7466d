package org.virowatch.jobs.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.MutationCounts;
import org.virowatch.surveillance.count.MutationName;
import org.virowatch.surveillance.count.MutationSet;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.count.UnknownCounts;
import org.virowatch.surveillance.lab.HeldLabs;
import org.virowatch.surveillance.regionpool.RegionDays;

/** Changes that an earlier release held for an activation are read, and written as it did. */
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
          List.of(),
          null);

  /** 3 January 2023, a Tuesday. */
  private static final long DAY = LocalDate.of(2023, 1, 3).toEpochDay();

  /** As releases wrote counts that knew the unknown sites of all labs together only. */
  private static void writeCounts(CompactWriter out) {
    out.signed(1);
    out.signed(0);
    out.unsigned(1);
    out.text("lab");
    StringCounts.of(Map.of("XBB", 1L)).writeTo(out);
    MutationCounts.of(Map.of()).writeTo(out);
    UnknownCounts unknown = new UnknownCounts();
    unknown.addRange("S", 3, 5, 1);
    unknown.writeTo(out);
  }

  private static void assertReadAndRewritten(byte[] earlier) {
    KnownChange<PeriodCounts> change = KnownChange.formOfRegions().decode(earlier);

    assertThat(change.tick()).isEqualTo(5);
    assertThat(change.generation()).isEqualTo(9);
    assertThat(change.change().genomes()).isEqualTo(1);
    assertThat(change.change().lineages()).containsExactly("XBB");
    assertThat(change.change().coverage().at(MutationName.of("S:A4V"))).isZero();
    assertThat(change.change().coverage().at(MutationName.of("S:A6V"))).isEqualTo(1);
    byte[] again = KnownChange.formOfRegions().encode(change);
    assertThat(again[0]).isEqualTo((byte) 3);
    assertThat(KnownChange.formOfRegions().decode(again)).isEqualTo(change);
  }

  @Test
  void ofRegionsAsTheFirstReleaseWroteThem() {
    CompactWriter first = new CompactWriter();
    first.octet(1);
    first.signed(5);
    first.text("sars-cov-2");
    first.text("GB");
    first.text("2023-W01");
    writeCounts(first);
    first.signed(9);

    assertReadAndRewritten(first.toByteArray());
  }

  @Test
  void ofRegionsAsTheReleaseBeforeWroteThem() {
    CompactWriter second = new CompactWriter();
    second.octet(2);
    second.signed(5);
    second.text("sars-cov-2");
    second.text("GB");
    second.text("2023-W01");
    second.signed(9);
    writeCounts(second);

    assertReadAndRewritten(second.toByteArray());
  }

  @Test
  void ofRegionsAsTheyAreWritten() {
    PeriodCounts counts = new PeriodCounts();
    counts.add(GENOME, 1);
    CompactWriter third = new CompactWriter();
    third.octet(3);
    third.signed(5);
    third.text("sars-cov-2");
    third.text("GB");
    third.text("2023-W01");
    third.signed(9);
    counts.writeTo(third);

    KnownChange<PeriodCounts> change =
        KnownChange.ofRegion(5, "sars-cov-2", "GB", "2023-W01", counts, 9);

    assertThat(KnownChange.formOfRegions().encode(change)).isEqualTo(third.toByteArray());
  }

  @Test
  void ofPoolsAsTheyAreWritten() {
    RegionDays counts = new RegionDays();
    counts.add("GB", GENOME, 1, 1_672_800_000_000L);
    CompactWriter third = new CompactWriter();
    third.octet(3);
    third.signed(5);
    third.text("sars-cov-2");
    third.text("countries");
    third.text("GB");
    third.signed(9);
    counts.writeTo(third);

    KnownChange<RegionDays> change =
        KnownChange.ofPool(5, "sars-cov-2", "countries", "GB", counts, 9);

    assertThat(KnownChange.formOfPools().encode(change)).isEqualTo(third.toByteArray());
  }

  @Test
  void ofPoolsAsTheReleaseBeforeWroteThem() {
    CompactWriter second = new CompactWriter();
    second.octet(2);
    second.signed(5);
    second.text("sars-cov-2");
    second.text("countries");
    second.text("world");
    second.signed(9);
    // Days of lineages, labs, delays and simulated genomes; then who carries a change.
    for (String name : List.of("XBB", "lab", "8", "")) {
      second.unsigned(1);
      second.signed(DAY);
      StringCounts.of(Map.of(name, 4L)).writeTo(second);
    }
    second.unsigned(1);
    second.signed(DAY - 1);
    second.unsigned(1);
    second.text("XBB");
    MutationCounts.of(Map.of("S:F456L", 3L)).writeTo(second);

    KnownChange<RegionDays> change = KnownChange.formOfPools().decode(second.toByteArray());

    byte[] again = KnownChange.formOfPools().encode(change);
    assertThat(again[0]).isEqualTo((byte) 3);
    assertThat(KnownChange.formOfPools().decode(again)).isEqualTo(change);
    assertThat(change.change().isSimulated(DAY, HeldLabs.NONE)).isTrue();
  }

  @Test
  void ofPoolsAsTheFirstReleaseWroteThem() {
    CompactWriter first = new CompactWriter();
    first.octet(1);
    first.signed(5);
    first.text("sars-cov-2");
    first.text("countries");
    first.text("GB");
    for (String name : List.of("XBB", "lab", "8")) {
      first.unsigned(1);
      first.signed(DAY);
      StringCounts.of(Map.of(name, 1L)).writeTo(first);
    }
    first.unsigned(0);
    first.unsigned(0);
    first.signed(9);

    KnownChange<RegionDays> change = KnownChange.formOfPools().decode(first.toByteArray());

    assertThat(change.generation()).isEqualTo(9);
    assertThat(change.change().collectedFrom(DAY, HeldLabs.NONE))
        .containsExactly(Map.entry(DAY, StringCounts.of(Map.of("XBB", 1L))));
    assertThat(KnownChange.formOfPools().decode(KnownChange.formOfPools().encode(change)))
        .isEqualTo(change);
  }
}
