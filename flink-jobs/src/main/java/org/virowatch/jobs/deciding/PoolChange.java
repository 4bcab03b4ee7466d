package org.virowatch.jobs.deciding;

import org.virowatch.jobs.wire.ExplicitType;
import org.virowatch.jobs.wire.FormSerializer;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.compact.Encoded;
import org.virowatch.surveillance.compact.TextPool;
import org.virowatch.surveillance.pool.RegionDays;

/**
 * A change of one region of a pool that becomes known at a tick.
 *
 * @param tick event time, epoch milliseconds
 * @param dataset name of the reference dataset
 * @param pool what the region is looked at together with
 * @param region the region
 * @param counts by how much the counts change; may be negative
 * @param generation the activation of the dataset from which on this holds, 0 where it always does
 */
public record PoolChange(
    long tick,
    String dataset,
    String pool,
    String region,
    Encoded<RegionDays> counts,
    long generation)
    implements Ticked<RegionDays> {
  private static final Encoded.Form<RegionDays> COUNTS =
      new Encoded.Form<>(RegionDays::writeTo, RegionDays::readFrom);

  /** Makes a change whose counts are at hand. */
  public PoolChange(
      long tick, String dataset, String pool, String region, RegionDays change, long generation) {
    this(tick, dataset, pool, region, Encoded.of(COUNTS, change), generation);
  }

  /** Returns the type of the changes on their way to their pool. */
  public static ExplicitType<PoolChange> type() {
    return FormSerializer.type(PoolChange.class, PoolChange::form);
  }

  /** Returns the form of the changes, for one thread. */
  public static CompactForm<PoolChange> form() {
    return new CompactForm<>(
            "changes of pools", 2, PoolChange::write, PoolChange::read, new TextPool())
        .reading(1, PoolChange::readFirst);
  }

  private static void write(PoolChange change, CompactWriter out) {
    out.signed(change.tick);
    out.text(change.dataset);
    out.text(change.pool);
    out.text(change.region);
    out.signed(change.generation);
    change.counts.writeTo(out);
  }

  private static PoolChange read(CompactReader in) {
    long tick = in.signed();
    String dataset = in.text();
    String pool = in.text();
    String region = in.text();
    long generation = in.signed();
    return new PoolChange(tick, dataset, pool, region, in.rest(COUNTS), generation);
  }

  private static PoolChange readFirst(CompactReader in) {
    return new PoolChange(
        in.signed(), in.text(), in.text(), in.text(), RegionDays.readFrom(in), in.signed());
  }

  @Override
  public RegionDays change() {
    return counts.get();
  }

  @Override
  public String key() {
    return dataset + "|" + pool;
  }

  @Override
  public String part() {
    return region;
  }
}
