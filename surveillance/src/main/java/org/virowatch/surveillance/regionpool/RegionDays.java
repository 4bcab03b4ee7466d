package org.virowatch.surveillance.regionpool;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.calendar.Period;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.count.Contribution;
import org.virowatch.surveillance.count.StringCounts;
import org.virowatch.surveillance.lab.HeldLabs;
import org.virowatch.surveillance.region.Regions;

/**
 * What is known of one region day by day: genomes by day of collection and lineage, genomes by day
 * of submission and lab, and how long each took from the one to the other. Like cells, a
 * commutative group: changes add up in any order, and what a revision replaces is taken back.
 *
 * <p>Only genomes collected at most {@value #MEMORY_DAYS} days before they became known count here:
 * what is older says nothing about what is rising, and years of history that a lab loads in one
 * evening are no jump in its uploads. Genomes of which only the month or year of collection is
 * known count among the submissions, not on a day of collection.
 *
 * <p>Genomes of targeted sampling, for what they might be, are among the submissions and their
 * delays but not on a day of collection: shares, and what grows, are those of the others.
 *
 * <p>Days are counted from 1970-01-01. Mutable, and not safe for use by several threads at once.
 */
public final class RegionDays {
  /** Days of collection and submission that are kept. */
  public static final int MEMORY_DAYS = 182;

  /** Genomes by lineage and day of collection, of each lab: labs may be left out. */
  private final LabDays collected;

  private final DayCounts submitted;
  private final DayCounts delays;
  private final DayCounts simulated;
  private final CarriedChanges carried;

  /** Makes counts that are all zero. */
  public RegionDays() {
    this(new LabDays(), new DayCounts(), new DayCounts(), new DayCounts(), new CarriedChanges());
  }

  private RegionDays(
      LabDays collected,
      DayCounts submitted,
      DayCounts delays,
      DayCounts simulated,
      CarriedChanges carried) {
    this.collected = collected;
    this.submitted = submitted;
    this.delays = delays;
    this.simulated = simulated;
    this.carried = carried;
  }

  /** Reads what {@link #writeTo} wrote. */
  public static RegionDays readFrom(CompactReader in) {
    return new RegionDays(
        LabDays.readFrom(in),
        DayCounts.readFrom(in),
        DayCounts.readFrom(in),
        DayCounts.readFrom(in),
        CarriedChanges.readFrom(in));
  }

  /** Reads what releases wrote that kept neither unknown codons nor the labs of a day. */
  public static RegionDays readFirst(CompactReader in) {
    DayCounts collected = DayCounts.readFrom(in);
    return new RegionDays(
        LabDays.ofAll(collected),
        DayCounts.readFrom(in),
        DayCounts.readFrom(in),
        DayCounts.readFrom(in),
        CarriedChanges.readFirst(in, collected));
  }

  /** Writes the counts. */
  public void writeTo(CompactWriter out) {
    collected.writeTo(out);
    submitted.writeTo(out);
    delays.writeTo(out);
    simulated.writeTo(out);
    carried.writeTo(out);
  }

  /**
   * Adds one genome of a region, or takes it back. Of the whole world it is also counted which
   * lineage carries which amino-acid substitution, and does not know which codon: a change that
   * several lineages gain gains more than one of their regions.
   *
   * @param region the region, one of those the genome counts in
   * @param genome what it contributes; not empty
   * @param sign 1 or -1
   * @param at event time at which this became known, epoch milliseconds
   */
  public void add(String region, Contribution genome, int sign, long at) {
    long known = Math.floorDiv(at, Duration.ofDays(1).toMillis());
    @Nullable LocalDate day = genome.day();
    long last = day == null ? lastDay(genome.period()) : day.toEpochDay();
    if (known - last > MEMORY_DAYS) {
      return;
    }
    submitted.add(known, genome.lab(), sign);
    if (day != null) {
      delays.add(known, Long.toString(known - last), sign);
    }
    if (day != null && !genome.targeted()) {
      collected.add(genome.lab(), last, genome.lineage(), sign);
      if (region.equals(Regions.WORLD)) {
        long monday = IsoWeek.of(day).monday().toEpochDay();
        carried.add(
            monday, genome.lab(), genome.lineage(), genome.mutations(), genome.unknown(), sign);
      }
      if (genome.simulated()) {
        simulated.add(last, genome.lab(), sign);
      }
    }
  }

  private static long lastDay(String period) {
    return Period.parse(period).lastDay().toEpochDay();
  }

  /** Adds other counts to these. */
  public void add(RegionDays other) {
    collected.add(other.collected);
    submitted.add(other.submitted);
    delays.add(other.delays);
    simulated.add(other.simulated);
    carried.add(other.carried);
  }

  /** Returns what takes these counts back again when it is added. */
  public RegionDays negated() {
    return new RegionDays(
        collected.negated(),
        submitted.negated(),
        delays.negated(),
        simulated.negated(),
        carried.negated());
  }

  /** Forgets the days that lie more than {@value #MEMORY_DAYS} days before a day. */
  public void forgetBefore(long today) {
    collected.dropBefore(today - MEMORY_DAYS);
    submitted.dropBefore(today - MEMORY_DAYS);
    delays.dropBefore(today - MEMORY_DAYS);
    simulated.dropBefore(today - MEMORY_DAYS);
    carried.dropBefore(today - MEMORY_DAYS);
  }

  /**
   * Returns genomes by lineage of the days of collection from one on, without those of targeted
   * sampling and of labs that are held; not to be changed.
   */
  public NavigableMap<Long, StringCounts> collectedFrom(long day, HeldLabs held) {
    return collected.from(day, held);
  }

  /** Returns how many genomes of the days of collection from one on are those of held labs. */
  public long heldOutFrom(long day, HeldLabs held) {
    return collected.heldOutFrom(day, held);
  }

  /** Returns genomes by lab of the days of submission from one on; not to be changed. */
  public NavigableMap<Long, StringCounts> submittedFrom(long day) {
    return submitted.from(day);
  }

  /** Returns genomes by days of delay, in digits, of the days of submission; not to be changed. */
  public NavigableMap<Long, StringCounts> delaysFrom(long day) {
    return delays.from(day);
  }

  /**
   * Returns genomes by week and lineage, with the amino-acid substitutions that they carry, without
   * the {@linkplain CarriedChanges#groupOf groups} of labs that are held.
   */
  NavigableMap<Long, Map<String, CarriedCounts>> carriedFrom(long day, HeldLabs held) {
    return carried.from(day, held);
  }

  /**
   * Returns whether any genome of the days of collection from one on is simulated, of labs that are
   * not held.
   */
  public boolean isSimulated(long day, HeldLabs held) {
    boolean[] any = new boolean[1];
    simulated
        .from(day)
        .forEach(
            (on, labs) ->
                labs.forEach((lab, genomes) -> any[0] |= genomes > 0 && !held.holds(lab, on)));
    return any[0];
  }

  /** Returns whether nothing at all is counted. */
  public boolean isZero() {
    return collected.isZero()
        && submitted.isZero()
        && delays.isZero()
        && simulated.isZero()
        && carried.isZero();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof RegionDays other
        && other.collected.equals(collected)
        && other.submitted.equals(submitted)
        && other.delays.equals(delays)
        && other.simulated.equals(simulated)
        && other.carried.equals(carried);
  }

  @Override
  public int hashCode() {
    return collected.hashCode() * 31 + submitted.hashCode();
  }

  @Override
  public String toString() {
    return "collected " + collected + ", submitted " + submitted;
  }
}
