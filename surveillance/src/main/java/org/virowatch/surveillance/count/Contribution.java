package org.virowatch.surveillance.count;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.virowatch.schemas.CalledGenome;
import org.virowatch.schemas.GenomeStatus;
import org.virowatch.surveillance.calendar.IsoWeek;
import org.virowatch.surveillance.calendar.Period;
import org.virowatch.surveillance.compact.CompactReader;
import org.virowatch.surveillance.compact.CompactWriter;
import org.virowatch.surveillance.region.Regions;

/**
 * What one version of a genome adds to the counts, and what is subtracted again when a later
 * version takes its place. A withdrawn genome contributes nothing, to no cell.
 *
 * <p>A genome is counted with a mutation only where it knows the site, as the denominator is the
 * genomes that know it: an insertion reported after an unknown base is not counted. A deleted site
 * is known. Each mutation counts once a genome, however often a record lists it, and unknown ranges
 * that overlap are merged.
 *
 * @param dataset name of the reference dataset
 * @param regions the regions it counts in, largest first; empty when withdrawn
 * @param period the period of its collection date
 * @param day its collection date, where the whole of it is known; null also for genomes that were
 *     kept by a release that did not keep it
 * @param lineage exact lineage, the empty string when unplaced
 * @param lab submitting laboratory, the empty string when not given
 * @param simulated whether the genome is simulated
 * @param targeted whether it is of targeted sampling, taken for what it might be; false also where
 *     nothing is said, and for genomes that were kept by a release that did not ask
 * @param mutations its mutations
 * @param unknown its unknown sites
 * @param privateMutations those of its nucleotide substitutions that the nearest node of the tree
 *     does not have; null where that is not known, as of genomes that were kept by a release that
 *     did not ask
 */
public record Contribution(
    String dataset,
    List<String> regions,
    String period,
    @Nullable LocalDate day,
    String lineage,
    String lab,
    boolean simulated,
    boolean targeted,
    MutationSet mutations,
    List<UnknownRange> unknown,
    @Nullable MutationSet privateMutations) {

  /** Bits of the octet that says what kind of genome it is. */
  private static final int SIMULATED = 1;

  private static final int TARGETED = 2;
  private static final int PLACED = 4;

  /** Characters of a full date. */
  private static final int DATE_LENGTH = 10;

  /**
   * Sites a genome does not know.
   *
   * @param axis the empty string for nucleotides, otherwise the CDS
   * @param first first position, 1-based
   * @param last last position, inclusive
   */
  public record UnknownRange(String axis, int first, int last) {}

  /** Takes the lists as they are; they must not change afterwards. */
  public Contribution {}

  /** Returns what a called genome contributes. */
  public static Contribution of(CalledGenome genome) {
    return of(genome, UnaryOperator.identity());
  }

  /** As {@link #of(CalledGenome)}, passing every text that is kept through a pool. */
  public static Contribution of(CalledGenome genome, UnaryOperator<String> pool) {
    if (genome.getStatus() == GenomeStatus.WITHDRAWN) {
      return withoutSites(genome, pool);
    }
    Map<String, List<UnknownRange>> unknown = UnknownSites.byAxis(genome, pool);
    MutationSet mutations = KnownMutations.of(genome, unknown);
    List<String> privateSubstitutions = genome.getPrivateSubstitutions();
    return of(
        genome,
        pool,
        mutations,
        unknown.values().stream().flatMap(List::stream).toList(),
        privateSubstitutions == null ? null : mutations.among(privateSubstitutions));
  }

  /**
   * As {@link #of(CalledGenome, UnaryOperator)} without mutations and unknown sites, which are most
   * of it, in a fraction of the time.
   */
  public static Contribution withoutSites(CalledGenome genome, UnaryOperator<String> pool) {
    return genome.getStatus() == GenomeStatus.WITHDRAWN
        ? new Contribution(
            pool.apply(genome.getDataset()),
            List.of(),
            "",
            null,
            "",
            "",
            false,
            false,
            MutationSet.of(),
            List.of(),
            null)
        : of(genome, pool, MutationSet.of(), List.of(), null);
  }

  private static Contribution of(
      CalledGenome genome,
      UnaryOperator<String> pool,
      MutationSet mutations,
      List<UnknownRange> unknown,
      @Nullable MutationSet privateMutations) {
    String lineage = genome.getLineage();
    String lab = genome.getLab();
    return new Contribution(
        pool.apply(genome.getDataset()),
        Regions.of(genome.getCountry(), genome.getSubdivision()).stream().map(pool).toList(),
        pool.apply(periodOf(genome)),
        dayOf(genome.getCollectionDate()),
        lineage == null ? "" : pool.apply(lineage),
        lab == null ? "" : pool.apply(lab),
        genome.getSimulated(),
        SamplingPurpose.of(genome.getMetadata()) == SamplingPurpose.TARGETED,
        mutations,
        unknown,
        privateMutations);
  }

  /** Returns the period a genome is counted under, the empty string when it is withdrawn. */
  public static String periodOf(CalledGenome genome) {
    return genome.getStatus() == GenomeStatus.WITHDRAWN
        ? ""
        : Period.ofRecorded(genome.getCollectionDate()).text();
  }

  /** Returns the day of a date as it is written, null where it is none or not a whole one. */
  static @Nullable LocalDate dayOf(@Nullable String collected) {
    if (collected == null || collected.length() != DATE_LENGTH) {
      return null;
    }
    try {
      return LocalDate.parse(collected);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** When it was collected, as it is written: the day, or the period where that is all we know. */
  static String collected(Contribution genome) {
    LocalDate day = genome.day;
    return day == null ? genome.period : day.toString();
  }

  /** Returns the period of what {@link #collected} returned. */
  static String periodOf(String collected, @Nullable LocalDate day) {
    return day == null ? collected : IsoWeek.of(day).toString();
  }

  /** Reads what {@link #writeTo} wrote. */
  public static Contribution readFrom(CompactReader in) {
    String dataset = in.text();
    int regionCount = in.size();
    List<String> regions = new ArrayList<>(regionCount);
    for (int i = 0; i < regionCount; i++) {
      regions.add(in.text());
    }
    String collected = in.text();
    LocalDate day = dayOf(collected);
    String lineage = in.text();
    String lab = in.text();
    int flags = in.octet();
    MutationSet.Builder builder = new MutationSet.Builder(64);
    PackedMutations.read(in, builder);
    MutationSet mutations = builder.build();
    List<UnknownRange> unknown = UnknownSites.read(in);
    return new Contribution(
        dataset,
        regions,
        periodOf(collected, day),
        day,
        lineage,
        lab,
        isSimulated(flags),
        isTargeted(flags),
        mutations,
        unknown,
        isPlaced(flags) ? PrivatePlaces.read(mutations, in) : null);
  }

  /** Writes all of it, for a SARS-CoV-2 genome in a few hundred bytes. */
  public void writeTo(CompactWriter out) {
    out.text(dataset);
    out.unsigned(regions.size());
    regions.forEach(out::text);
    out.text(collected(this));
    out.text(lineage);
    out.text(lab);
    out.octet(flags(this));
    PackedMutations.write(mutations, out);
    UnknownSites.write(unknown, out);
    if (privateMutations != null) {
      PrivatePlaces.write(privateMutations, mutations, out);
    }
  }

  /**
   * What kind of genome it is, in one octet. Releases that knew no targeted ones wrote 0 or 1, and
   * those that knew no private mutations up to 3.
   */
  static int flags(Contribution genome) {
    return (genome.simulated ? SIMULATED : 0)
        | (genome.targeted ? TARGETED : 0)
        | (genome.privateMutations == null ? 0 : PLACED);
  }

  /** Returns what {@link #flags} says of a genome. */
  static boolean isSimulated(int flags) {
    return (flags & SIMULATED) != 0;
  }

  /** Returns what {@link #flags} says of a genome. */
  static boolean isTargeted(int flags) {
    return (flags & TARGETED) != 0;
  }

  /** Returns what {@link #flags} says of a genome: whether its private mutations are known. */
  static boolean isPlaced(int flags) {
    return (flags & PLACED) != 0;
  }

  /** Returns the same genome with the lineage and the private mutations of another call of it. */
  public Contribution placedAs(Contribution call) {
    return withPlace(call.lineage, call.privateMutations);
  }

  /** Returns the same genome with another lineage, the empty string for none. */
  public Contribution withLineage(String other) {
    return withPlace(other, privateMutations);
  }

  private Contribution withPlace(String otherLineage, @Nullable MutationSet otherPrivate) {
    return new Contribution(
        dataset,
        regions,
        period,
        day,
        otherLineage,
        lab,
        simulated,
        targeted,
        mutations,
        unknown,
        otherPrivate);
  }

  /** Writes its place in the tree alone: lineage and private mutations. */
  public void writePlace(CompactWriter out) {
    out.text(lineage);
    out.flag(privateMutations != null);
    if (privateMutations != null) {
      PrivatePlaces.write(privateMutations, mutations, out);
    }
  }

  /** Returns the same genome at the place that {@link #writePlace} wrote. */
  public Contribution readPlace(CompactReader in) {
    return withPlace(in.text(), in.flag() ? PrivatePlaces.read(mutations, in) : null);
  }

  /**
   * Returns the same genome without what it has and knows at its sites, which is most of it, but
   * with its private mutations.
   */
  public Contribution withoutSites() {
    return new Contribution(
        dataset,
        regions,
        period,
        day,
        lineage,
        lab,
        simulated,
        targeted,
        MutationSet.of(),
        List.of(),
        privateMutations);
  }

  /** Returns whether this adds nothing to any cell. */
  public boolean isEmpty() {
    return regions.isEmpty();
  }

  /** Returns the cells this contributes to; none when withdrawn. */
  public List<CellKey> keys() {
    List<CellKey> keys = new ArrayList<>(regions.size());
    for (String region : regions) {
      keys.add(new CellKey(dataset, region, period, lineage));
    }
    return keys;
  }
}
