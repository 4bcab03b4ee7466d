package org.virowatch.jobs.activating;

import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;
import org.apache.flink.util.function.SerializableSupplier;
import org.virowatch.jobs.deciding.KnownChange;
import org.virowatch.jobs.wire.Outgoing;
import org.virowatch.schemas.FrequencyUpdate;
import org.virowatch.surveillance.alert.PeriodCounts;
import org.virowatch.surveillance.compact.CompactForm;
import org.virowatch.surveillance.lab.LabWeeks;
import org.virowatch.surveillance.regionpool.RegionDays;

/**
 * Changes that become known at ticks. A tick sees all of a part's or none, because they come to it
 * together.
 *
 * @param <V> the counts
 */
public final class HeldChanges<V> implements Held<KnownChange<V>> {
  @Serial private static final long serialVersionUID = 1L;

  /** About what the changes of a bundle to one region take: some days, lineages and mutations. */
  private static final long REGION_BYTES = 3_000;

  /** About what the changes of a bundle to one lab take: some weeks and private mutations. */
  private static final long LAB_BYTES = 2_000;

  /** Adds a change to a sum. */
  @FunctionalInterface
  private interface Adder<V> extends Serializable {
    void add(V sum, V change);
  }

  /** Says about how many bytes of memory a change takes, where it can without decoding it. */
  @FunctionalInterface
  private interface Weigher<V> extends Serializable {
    long weigh(KnownChange<V> change);
  }

  private final Adder<V> adder;
  private final Weigher<V> weigher;
  private final SerializableSupplier<CompactForm<KnownChange<V>>> forms;

  private HeldChanges(
      Adder<V> adder, Weigher<V> weigher, SerializableSupplier<CompactForm<KnownChange<V>>> forms) {
    this.adder = adder;
    this.weigher = weigher;
    this.forms = forms;
  }

  /** Returns how changes of the periods of regions are held. */
  public static HeldChanges<PeriodCounts> ofRegions() {
    return new HeldChanges<>(
        PeriodCounts::add, change -> change.change().bytes(), KnownChange::formOfRegions);
  }

  /** Returns how changes of the regions of pools are held. */
  public static HeldChanges<RegionDays> ofPools() {
    return new HeldChanges<>(RegionDays::add, change -> REGION_BYTES, KnownChange::formOfPools);
  }

  /** Returns how changes of what labs are judged by are held. */
  public static HeldChanges<LabWeeks> ofLabs() {
    return new HeldChanges<>(LabWeeks::add, change -> LAB_BYTES, KnownChange::formOfLabs);
  }

  @Override
  public String dataset(KnownChange<V> change) {
    return change.dataset();
  }

  @Override
  public long generation(KnownChange<V> change) {
    return change.generation();
  }

  @Override
  public String place(KnownChange<V> change, long watermark) {
    // What event time has passed is decided together, at the tick after it comes into force.
    return (change.tick() <= watermark ? "passed" : change.tick()) + "|" + change.part();
  }

  @Override
  public KnownChange<V> plus(KnownChange<V> sum, KnownChange<V> change) {
    adder.add(sum.change(), change.change());
    return sum.at(
        Math.max(sum.tick(), change.tick()), Math.max(sum.generation(), change.generation()));
  }

  @Override
  public KnownChange<V> inForce(KnownChange<V> change, long generation) {
    return change.at(change.tick(), generation);
  }

  @Override
  public Optional<Outgoing<FrequencyUpdate>> staged(KnownChange<V> sum, long revision) {
    return Optional.empty();
  }

  @Override
  public long weight(KnownChange<V> change) {
    return weigher.weigh(change);
  }

  @Override
  public CompactForm<KnownChange<V>> form() {
    return forms.get();
  }
}
