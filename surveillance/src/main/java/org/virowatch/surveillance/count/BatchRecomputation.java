package org.virowatch.surveillance.count;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.surveillance.calendar.Retention;

/**
 * The batch answer: the cells that stand once every genome is known, from called genomes in any
 * order. Per accession the highest version counts, with the call that was moved last to another
 * version of the dataset; the same call again changes nothing, and of two contents under one
 * version, which the stream rejects as a conflict, the first stays. Under a retention the cells
 * stand as of an instant: what has ended by then does not count.
 *
 * <p>Holds what each accession contributes, with equal texts shared. Not safe for use by several
 * threads at once.
 */
public final class BatchRecomputation {
  private record Version(
      int number, long submittedAt, Instant movedAt, Contribution contribution) {}

  private static final Comparator<Version> BY_SUBMISSION =
      Comparator.comparingLong(Version::submittedAt).thenComparingInt(Version::number);

  private static final Instant FOREVER = Instant.ofEpochMilli(Long.MAX_VALUE - 1);

  private final Retention retention;
  private final Instant inForce;
  private final boolean sites;
  private final Map<String, List<Version>> versions = new HashMap<>();
  private final Map<String, String> pool = new HashMap<>();

  /** Makes one in which genomes count for ever. */
  public BatchRecomputation() {
    this(Retention.FOREVER);
  }

  /** Makes one in which a retention ends genomes. */
  public BatchRecomputation(Retention retention) {
    this(retention, Instant.MAX);
  }

  /**
   * Makes one that counts as the stream does while an activation of a dataset is under way.
   *
   * @param inForce the activation in force; calls that a later one moved do not count yet
   */
  public BatchRecomputation(Retention retention, Instant inForce) {
    this(retention, inForce, true);
  }

  /**
   * As above.
   *
   * @param sites whether mutations and unknown sites are counted; without them a genome takes a
   *     fraction of the memory
   */
  public BatchRecomputation(Retention retention, Instant inForce, boolean sites) {
    this.retention = retention;
    this.inForce = inForce;
    this.sites = sites;
  }

  /** Takes one version of a genome. */
  public void add(CalledGenome genome) {
    Instant movedAt = genome.getMovedAt() == null ? Instant.MIN : genome.getMovedAt();
    if (movedAt.isAfter(inForce)) {
      return;
    }
    List<Version> known =
        versions.computeIfAbsent(genome.getAccession(), absent -> new ArrayList<>(1));
    if (known.stream()
        .anyMatch(
            version ->
                version.number == genome.getVersion() && !version.movedAt.isBefore(movedAt))) {
      return;
    }
    Version version =
        new Version(
            genome.getVersion(),
            genome.getSubmittedAt().toEpochMilli(),
            movedAt,
            sites
                ? Contribution.of(genome, this::pooled)
                : Contribution.withoutSites(genome, this::pooled));
    known.removeIf(earlier -> earlier.number == version.number);
    // Only a retention can make a lower version count again.
    if (retention.isForever() && !known.isEmpty()) {
      if (known.get(0).number < version.number) {
        known.set(0, version);
      }
    } else {
      known.add(version);
    }
  }

  /** Returns the cells of everything known, in order, without empty ones. */
  public SortedMap<CellKey, CellCounts> cells() {
    return cells(FOREVER);
  }

  /**
   * Returns the cells as they stand at an instant; what is submitted later is known all the same.
   */
  public SortedMap<CellKey, CellCounts> cells(Instant asOf) {
    return cells(asOf, genome -> true);
  }

  /** Returns the cells of everything known that is let through, in order, without empty ones. */
  public SortedMap<CellKey, CellCounts> cells(Predicate<Contribution> counted) {
    return cells(FOREVER, counted);
  }

  private SortedMap<CellKey, CellCounts> cells(Instant asOf, Predicate<Contribution> counted) {
    Map<CellKey, CellCounts> cells = new HashMap<>();
    for (List<Version> known : versions.values()) {
      Contribution standing = standing(known, asOf.toEpochMilli());
      if (standing != null && counted.test(standing)) {
        for (CellKey key : standing.keys()) {
          cells.computeIfAbsent(key, absent -> new CellCounts()).add(standing);
        }
      }
    }
    return new TreeMap<>(cells);
  }

  /** Returns the cells of the given genomes. */
  public static SortedMap<CellKey, CellCounts> cells(Iterable<CalledGenome> genomes) {
    BatchRecomputation batch = new BatchRecomputation();
    genomes.forEach(batch::add);
    return batch.cells();
  }

  private @Nullable Contribution standing(List<Version> known, long asOf) {
    Version standing = null;
    for (Version next : known.stream().sorted(BY_SUBMISSION).toList()) {
      if (standing == null || end(standing) <= next.submittedAt || next.number > standing.number) {
        standing = next;
      }
    }
    return standing == null || end(standing) <= asOf ? null : standing.contribution;
  }

  private long end(Version version) {
    return retention.end(version.contribution.period(), version.submittedAt);
  }

  private String pooled(String text) {
    String known = pool.putIfAbsent(text, text);
    return known == null ? text : known;
  }
}
