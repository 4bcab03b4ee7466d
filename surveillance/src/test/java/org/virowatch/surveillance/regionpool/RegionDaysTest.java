package org.virowatch.surveillance.regionpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.calendar.Period;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.MutationCounts;
import org.virowatch.surveillance.count.MutationName;
import org.virowatch.surveillance.count.MutationSet;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.lab.HeldLabs;
import org.virowatch.surveillance.testing.Genomes;

class RegionDaysTest {
  private static final LocalDate START = LocalDate.of(2022, 1, 3);

  @Test
  void changesAddUpInAnyOrderAndOverBytes() {
    CompactForm<RegionDays> form = form();
    Random random = new Random(20220103);
    List<RegionDays> changes = new ArrayList<>();
    RegionDays expected = new RegionDays();
    for (int i = 0; i < 500; i++) {
      RegionDays change = new RegionDays();
      Contribution genome =
          genome(START.plusDays(random.nextInt(60)), "BA." + random.nextInt(5), i % 7 == 0);
      int sign = random.nextInt(4) == 0 ? -1 : 1;
      long at = at(START.plusDays(60 + random.nextInt(30)));
      change.add("world", genome, sign, at);
      expected.add("world", genome, sign, at);
      changes.add(form.decode(form.encode(change)));
    }
    Collections.shuffle(changes, random);
    RegionDays sum = new RegionDays();
    changes.forEach(sum::add);

    assertThat(sum).isEqualTo(expected);
    sum.add(expected.negated());
    assertThat(sum.isZero()).isTrue();
  }

  @Test
  void aGenomeCountsOnItsDaysOfCollectionAndSubmission() {
    RegionDays days = new RegionDays();
    days.add("GB", genome(START, "BA.2", true), 1, at(START.plusDays(12)));

    assertThat(days.collectedFrom(0, HeldLabs.NONE)).containsOnlyKeys(START.toEpochDay());
    assertThat(days.submittedFrom(0)).containsOnlyKeys(START.plusDays(12).toEpochDay());
    assertThat(days.delaysFrom(0).values()).containsExactly(StringCounts.of(Map.of("12", 1L)));
    assertThat(days.isSimulated(START.toEpochDay(), HeldLabs.NONE)).isTrue();
    assertThat(days.isSimulated(START.toEpochDay() + 1, HeldLabs.NONE)).isFalse();
  }

  @Test
  void aGenomeSampledOnPurposeIsAnUploadWithADelayAndNothingElse() {
    RegionDays days = new RegionDays();
    Contribution genome = Contribution.of(targeted("A"));
    days.add("world", genome, 1, at(START.plusDays(70)));
    RegionDays other = new RegionDays();
    other.add("world", genome(START, "BA.2", true), 1, at(START.plusDays(70)));

    assertThat(days.collectedFrom(0, HeldLabs.NONE)).isEmpty();
    assertThat(days.carriedFrom(0, HeldLabs.NONE)).isEmpty();
    assertThat(days.isSimulated(0, HeldLabs.NONE)).isFalse();
    assertThat(days.submittedFrom(0)).hasSize(1);
    assertThat(days.delaysFrom(0)).hasSize(1);
    assertThat(other.collectedFrom(0, HeldLabs.NONE)).isNotEmpty();
    assertThat(other.carriedFrom(0, HeldLabs.NONE)).isNotEmpty();
  }

  private static CalledGenome targeted(String accession) {
    return Genomes.genome(accession, 1)
        .setSimulated(true)
        .setAaSubstitutions(List.of("S:D614G"))
        .setMetadata(Map.of("purpose_of_sampling", "Cluster/Outbreak investigation"))
        .build();
  }

  @Test
  void aPartialDateCountsAmongSubmissionsOnly() {
    RegionDays days = new RegionDays();
    days.add("GB", withPeriod("2022-01", null, "BA.2", false), 1, at(START.plusDays(40)));

    assertThat(days.collectedFrom(0, HeldLabs.NONE)).isEmpty();
    assertThat(days.submittedFrom(0)).hasSize(1);
  }

  @Test
  void whatIsOldWhenItBecomesKnownOrHasBecomeOldIsLeftOut() {
    RegionDays days = new RegionDays();
    days.add("GB", genome(START, "BA.2", false), 1, at(START.plusDays(RegionDays.MEMORY_DAYS + 1)));
    assertThat(days.isZero()).isTrue();

    days.add("GB", genome(START, "BA.2", false), 1, at(START.plusDays(RegionDays.MEMORY_DAYS)));
    days.forgetBefore(START.plusDays(RegionDays.MEMORY_DAYS).toEpochDay());
    assertThat(days.collectedFrom(0, HeldLabs.NONE)).hasSize(1);
    days.forgetBefore(START.plusDays(2 * RegionDays.MEMORY_DAYS + 1L).toEpochDay());
    assertThat(days.isZero()).isTrue();
  }

  @Test
  void whatAnEarlierReleaseWroteIsReadWithItsGenomesAndNoUnknownCodon() {
    CompactWriter first = new CompactWriter();
    first.octet(1);
    writeDays(first, START.plusDays(1), Map.of("BA.2", 7L, "BA.5", 1L));
    writeDays(first, START.plusDays(9), Map.of("Lab A", 8L));
    writeDays(first, START.plusDays(9), Map.of("8", 8L));
    first.unsigned(0);
    first.unsigned(1);
    first.signed(START.toEpochDay());
    first.unsigned(1);
    first.text("BA.2");
    MutationCounts.of(Map.of("S:D614G", 5L)).writeTo(first);
    CompactForm<RegionDays> form = form().reading(1, RegionDays::readFirst);

    RegionDays read = form.decode(first.toByteArray());

    assertThat(form.decode(form.encode(read))).isEqualTo(read);
    assertThat(firstWeek(read)).containsOnlyKeys("BA.2", "BA.5");
    MutationName change = MutationName.of("S:D614G");
    CarriedCounts ba2 = firstWeek(read).getOrDefault("BA.2", new CarriedCounts());
    assertThat(ba2.carriers(change)).isEqualTo(5);
    assertThat(ba2.known(change)).isEqualTo(7);
    assertThat(read.collectedFrom(0, HeldLabs.NONE)).hasSize(1);
    assertThat(read.submittedFrom(0)).hasSize(1);

    read.add("world", genome(START.plusDays(1), "BA.2", false), -1, at(START.plusDays(9)));
    ba2 = firstWeek(read).getOrDefault("BA.2", new CarriedCounts());
    assertThat(ba2.genomes()).isEqualTo(6);
    assertThat(ba2.carriers(change)).isEqualTo(4);
    TreeMap<String, Long> everyGroup = new TreeMap<>();
    for (int lab = 0; lab < 100; lab++) {
      everyGroup.put("lab " + lab, Long.MIN_VALUE);
    }
    assertThat(read.carriedFrom(0, new HeldLabs(everyGroup))).hasSize(1);
  }

  private static Map<String, CarriedCounts> firstWeek(RegionDays days) {
    return days.carriedFrom(0, HeldLabs.NONE).getOrDefault(START.toEpochDay(), Map.of());
  }

  @Test
  void anotherRegionThanTheWorldHasNoCarriersOfAnEarlierRelease() {
    CompactWriter first = new CompactWriter();
    first.octet(1);
    writeDays(first, START, Map.of("BA.2", 7L));
    for (int i = 0; i < 4; i++) {
      first.unsigned(0);
    }

    RegionDays read = form().reading(1, RegionDays::readFirst).decode(first.toByteArray());

    assertThat(read.collectedFrom(0, HeldLabs.NONE)).hasSize(1);
    assertThat(read.carriedFrom(0, HeldLabs.NONE)).isEmpty();
  }

  private static CompactForm<RegionDays> form() {
    return new CompactForm<>("days", 2, RegionDays::writeTo, RegionDays::readFrom, new TextPool());
  }

  private static void writeDays(CompactWriter out, LocalDate day, Map<String, Long> names) {
    out.unsigned(1);
    out.signed(day.toEpochDay());
    StringCounts.of(names).writeTo(out);
  }

  private static long at(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
        + Duration.ofHours(13).toMillis();
  }

  private static Contribution genome(LocalDate day, String lineage, boolean simulated) {
    return withPeriod(Period.ofRecorded(day.toString()).text(), day, lineage, simulated);
  }

  private static Contribution withPeriod(
      String period, @Nullable LocalDate day, String lineage, boolean simulated) {
    return new Contribution(
        "sars-cov-2",
        List.of("world", "GB"),
        period,
        day,
        lineage,
        "lab",
        simulated,
        false,
        MutationSet.of(List.of("C241T", "S:D614G", "S:H69-")),
        List.of(),
        null);
  }
}
