package org.virowatch.jobs.deciding;

import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.FormSerializer;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.Encoded;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.lab.LabWeeks;
import org.virowatch.surveillance.regionpool.RegionDays;

/**
 * A change that becomes known at a tick: of one period of a region, of one region of a pool, or of
 * one lab of a country.
 *
 * @param tick event time, epoch milliseconds
 * @param dataset name of the reference dataset
 * @param subject the region, the pool or the country, whose parts are decided together
 * @param part name of the period, a {@link org.virowatch.surveillance.alert.SampledPeriod}, the
 *     region or the lab
 * @param counts by how much the counts change; may be negative
 * @param generation the activation of the dataset from which on this holds, 0 where it always does
 * @param <V> the counts
 */
public record KnownChange<V>(
    long tick, String dataset, String subject, String part, Encoded<V> counts, long generation) {
  private static final Encoded.Form<PeriodCounts> PERIOD_COUNTS =
      new Encoded.Form<>(PeriodCounts::writeTo, PeriodCounts::readFrom);
  private static final Encoded.Form<PeriodCounts> EARLIER_PERIOD_COUNTS =
      new Encoded.Form<>(PeriodCounts::writeTo, PeriodCounts::readUnknownOfAll);
  private static final Encoded.Form<RegionDays> REGION_DAYS =
      new Encoded.Form<>(RegionDays::writeTo, RegionDays::readFrom);
  private static final Encoded.Form<RegionDays> FIRST_REGION_DAYS =
      new Encoded.Form<>(RegionDays::writeTo, RegionDays::readFirst);
  private static final Encoded.Form<LabWeeks> LAB_WEEKS =
      new Encoded.Form<>(LabWeeks::writeTo, LabWeeks::readFrom);

  /** Makes a change of a period of a region. */
  public static KnownChange<PeriodCounts> ofRegion(
      long tick,
      String dataset,
      String region,
      String period,
      PeriodCounts change,
      long generation) {
    return new KnownChange<>(
        tick, dataset, region, period, Encoded.of(PERIOD_COUNTS, change), generation);
  }

  /** Makes a change of a region of a pool. */
  public static KnownChange<RegionDays> ofPool(
      long tick, String dataset, String pool, String region, RegionDays change, long generation) {
    return new KnownChange<>(
        tick, dataset, pool, region, Encoded.of(REGION_DAYS, change), generation);
  }

  /** Makes a change of a lab of a country. */
  public static KnownChange<LabWeeks> ofLab(
      long tick, String dataset, String country, String lab, LabWeeks change, long generation) {
    return new KnownChange<>(
        tick, dataset, country, lab, Encoded.of(LAB_WEEKS, change), generation);
  }

  /** Returns the type of the changes on their way to the country of their lab. */
  public static ExplicitType<KnownChange<LabWeeks>> typeOfLabs() {
    return FormSerializer.type(KnownChange.<LabWeeks>type(), KnownChange::formOfLabs);
  }

  /** Returns the type of the changes on their way to their region. */
  public static ExplicitType<KnownChange<PeriodCounts>> typeOfRegions() {
    return FormSerializer.type(KnownChange.<PeriodCounts>type(), KnownChange::formOfRegions);
  }

  /** Returns the type of the changes on their way to their pool. */
  public static ExplicitType<KnownChange<RegionDays>> typeOfPools() {
    return FormSerializer.type(KnownChange.<RegionDays>type(), KnownChange::formOfPools);
  }

  @SuppressWarnings("unchecked") // the record's class stands for all its parametrizations
  private static <V> Class<KnownChange<V>> type() {
    return (Class<KnownChange<V>>) (Class<?>) KnownChange.class;
  }

  /** Returns the form of changes of regions, for one thread. */
  public static CompactForm<KnownChange<PeriodCounts>> formOfRegions() {
    return KnownChange.<PeriodCounts>form("changes of regions", 3, PERIOD_COUNTS)
        .reading(2, in -> rewritten(read(in, EARLIER_PERIOD_COUNTS), PERIOD_COUNTS))
        .reading(1, in -> rewritten(readFirst(in, EARLIER_PERIOD_COUNTS), PERIOD_COUNTS));
  }

  /** Returns the form of changes of pools, for one thread. */
  public static CompactForm<KnownChange<RegionDays>> formOfPools() {
    return KnownChange.<RegionDays>form("changes of pools", 3, REGION_DAYS)
        .reading(2, in -> rewritten(read(in, FIRST_REGION_DAYS), REGION_DAYS))
        .reading(1, in -> rewritten(readFirst(in, FIRST_REGION_DAYS), REGION_DAYS));
  }

  /** Counts that were read in an earlier form are written again in the present one. */
  private static <V> KnownChange<V> rewritten(KnownChange<V> read, Encoded.Form<V> form) {
    return new KnownChange<>(
        read.tick,
        read.dataset,
        read.subject,
        read.part,
        Encoded.of(form, read.change()),
        read.generation);
  }

  /** Returns the form of changes of labs, for one thread. */
  public static CompactForm<KnownChange<LabWeeks>> formOfLabs() {
    return form("changes of labs", 1, LAB_WEEKS);
  }

  private static <V> CompactForm<KnownChange<V>> form(
      String name, int version, Encoded.Form<V> counts) {
    return new CompactForm<>(
        name, version, KnownChange::writeTo, in -> read(in, counts), new TextPool());
  }

  private void writeTo(CompactWriter out) {
    out.signed(tick);
    out.text(dataset);
    out.text(subject);
    out.text(part);
    out.signed(generation);
    counts.writeTo(out);
  }

  private static <V> KnownChange<V> read(CompactReader in, Encoded.Form<V> counts) {
    long tick = in.signed();
    String dataset = in.text();
    String subject = in.text();
    String part = in.text();
    long generation = in.signed();
    return new KnownChange<>(tick, dataset, subject, part, in.rest(counts), generation);
  }

  private static <V> KnownChange<V> readFirst(CompactReader in, Encoded.Form<V> counts) {
    long tick = in.signed();
    String dataset = in.text();
    String subject = in.text();
    String part = in.text();
    Encoded<V> change = Encoded.of(counts, counts.read().apply(in));
    return new KnownChange<>(tick, dataset, subject, part, change, in.signed());
  }

  /** Returns what decisions are keyed by: the dataset, a bar, and what is decided together. */
  public String key() {
    return dataset + "|" + subject;
  }

  /** Returns by how much the counts change. */
  public V change() {
    return counts.get();
  }

  /** Returns the same change at another tick and of another generation. */
  public KnownChange<V> at(long otherTick, long otherGeneration) {
    return new KnownChange<>(otherTick, dataset, subject, part, counts, otherGeneration);
  }
}
