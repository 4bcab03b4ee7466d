package org.virowatch.jobs.deciding;

import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.FormSerializer;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.Encoded;
import org.virowatch.surveillance.compact.TextPool;

/**
 * A change of one region and period that becomes known at a tick.
 *
 * @param tick event time, epoch milliseconds
 * @param dataset name of the reference dataset
 * @param region the region
 * @param period name of a {@link org.virowatch.surveillance.alert.SampledPeriod}
 * @param counts by how much the counts change; may be negative
 * @param generation the activation of the dataset from which on this holds, 0 where it always does
 */
public record TickedChange(
    long tick,
    String dataset,
    String region,
    String period,
    Encoded<PeriodCounts> counts,
    long generation)
    implements Ticked<PeriodCounts> {
  private static final Encoded.Form<PeriodCounts> COUNTS =
      new Encoded.Form<>(PeriodCounts::writeTo, PeriodCounts::readFrom);

  /** Makes a change whose counts are at hand. */
  public TickedChange(
      long tick,
      String dataset,
      String region,
      String period,
      PeriodCounts change,
      long generation) {
    this(tick, dataset, region, period, Encoded.of(COUNTS, change), generation);
  }

  /** Makes a change that holds whatever version of the dataset is active. */
  public TickedChange(
      long tick, String dataset, String region, String period, PeriodCounts change) {
    this(tick, dataset, region, period, change, 0);
  }

  /** Returns the type of the changes on their way to their region. */
  public static ExplicitType<TickedChange> type() {
    return FormSerializer.type(TickedChange.class, TickedChange::form);
  }

  /** Returns the form of the changes, for one thread. */
  public static CompactForm<TickedChange> form() {
    return new CompactForm<>(
            "changes of regions", 2, TickedChange::write, TickedChange::read, new TextPool())
        .reading(1, TickedChange::readFirst);
  }

  private static void write(TickedChange change, CompactWriter out) {
    out.signed(change.tick);
    out.text(change.dataset);
    out.text(change.region);
    out.text(change.period);
    out.signed(change.generation);
    change.counts.writeTo(out);
  }

  private static TickedChange read(CompactReader in) {
    long tick = in.signed();
    String dataset = in.text();
    String region = in.text();
    String period = in.text();
    long generation = in.signed();
    return new TickedChange(tick, dataset, region, period, in.rest(COUNTS), generation);
  }

  private static TickedChange readFirst(CompactReader in) {
    return new TickedChange(
        in.signed(), in.text(), in.text(), in.text(), PeriodCounts.readFrom(in), in.signed());
  }

  @Override
  public PeriodCounts change() {
    return counts.get();
  }

  @Override
  public String key() {
    return dataset + "|" + region;
  }

  @Override
  public String part() {
    return period;
  }
}
