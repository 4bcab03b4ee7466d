package org.virowatch.surveillance.growthmodel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.virowatch.surveillance.history.DailyCounts;
import org.virowatch.surveillance.history.KnownCounts;

/**
 * Genomes of the last weeks up to a day, by region, variant and week of collection. Weeks are runs
 * of seven days back from the day, whatever day of the week that is.
 *
 * <p>Variants too scarce for the model are counted together as {@link #REST}, so that every genome
 * stands in some denominator.
 */
final class WeeklyCounts {
  /** Name under which variants too scarce are counted; no lineage's name is empty. */
  static final String REST = "";

  private static final int DAYS = 7;
  private static final int MIDDLE = 3;

  private final List<String> regions;
  private final List<String> variants;
  private final LocalDate first;
  private final LocalDate last;
  private final int[][][] counts;

  private WeeklyCounts(
      List<String> regions,
      List<String> variants,
      LocalDate first,
      LocalDate last,
      int[][][] counts) {
    this.regions = regions;
    this.variants = variants;
    this.first = first;
    this.last = last;
    this.counts = counts;
  }

  /** Counts a window that ends on the day of observation. */
  static WeeklyCounts of(KnownCounts known, int weeks, PooledSettings settings) {
    DailyCounts daily = known.counts();
    int regions = daily.locations().size();
    List<Variant> variants = new ArrayList<>();
    Variant rest = new Variant(REST, new int[regions][weeks]);
    int start = daily.indexOf(known.asOf()) - DAYS * weeks + 1;
    for (int index = 0; index < daily.variants().size(); index++) {
      Variant variant = Variant.of(daily, index, start, weeks);
      boolean modelled = variant.total(0) >= settings.minGenomes() && !variant.name.equals(REST);
      if (modelled) {
        variants.add(variant);
      } else {
        rest.add(variant);
      }
    }
    leaveOutScarcest(variants, rest, weeks / 2, settings.maxVariants());
    if (rest.total(0) > 0) {
      variants.add(rest);
    }
    int[][][] counts = new int[regions][variants.size()][];
    for (int region = 0; region < regions; region++) {
      for (int variant = 0; variant < variants.size(); variant++) {
        counts[region][variant] = variants.get(variant).counts[region];
      }
    }
    return new WeeklyCounts(
        daily.locations(),
        variants.stream().map(Variant::name).toList(),
        known.asOf().minusDays((long) DAYS * weeks - 1),
        known.asOf(),
        counts);
  }

  private static void leaveOutScarcest(
      List<Variant> variants, Variant rest, int recent, int maxVariants) {
    if (variants.size() <= maxVariants) {
      return;
    }
    List<Variant> byRecent = new ArrayList<>(variants);
    byRecent.sort(
        Comparator.comparingLong((Variant variant) -> variant.total(recent))
            .reversed()
            .thenComparing(Variant::name));
    List<Variant> scarce = byRecent.subList(maxVariants, byRecent.size());
    scarce.forEach(rest::add);
    variants.removeAll(scarce);
  }

  /** Returns the names of the regions. */
  List<String> regions() {
    return regions;
  }

  /** Returns the names of the variants, {@link #REST} last if there is any. */
  List<String> variants() {
    return variants;
  }

  /** Returns the first day of the window. */
  LocalDate first() {
    return first;
  }

  /** Returns the last day of the window. */
  LocalDate last() {
    return last;
  }

  /** Returns the genomes of a region, variant and week, the earliest week being 0. */
  int genomes(int region, int variant, int week) {
    return counts[region][variant][week];
  }

  /** Returns the number of weeks. */
  int weeks() {
    return (int) ((last.toEpochDay() - first.toEpochDay() + 1) / DAYS);
  }

  /** Returns the middle of each week, in days after the last day of the window: negative. */
  double[] days() {
    double[] days = new double[weeks()];
    for (int week = 0; week < days.length; week++) {
      days[week] = -DAYS * (days.length - 1 - week) - MIDDLE;
    }
    return days;
  }

  /** Returns the genomes of a region and variant in the window. */
  long genomes(int region, int variant) {
    long genomes = 0;
    for (int count : counts[region][variant]) {
      genomes += count;
    }
    return genomes;
  }

  /** Returns the genomes of a region in the window. */
  long genomes(int region) {
    long genomes = 0;
    for (int variant = 0; variant < variants.size(); variant++) {
      genomes += genomes(region, variant);
    }
    return genomes;
  }

  /** Returns in how many regions a variant was reported. */
  int regionsWith(int variant) {
    int with = 0;
    for (int region = 0; region < regions.size(); region++) {
      if (genomes(region, variant) > 0) {
        with++;
      }
    }
    return with;
  }

  /** One variant's genomes by region and week. */
  private static final class Variant {
    private final String name;
    private final int[][] counts;

    Variant(String name, int[][] counts) {
      this.name = name;
      this.counts = counts;
    }

    String name() {
      return name;
    }

    static Variant of(DailyCounts daily, int index, int start, int weeks) {
      int[][] counts = new int[daily.locations().size()][weeks];
      for (int region = 0; region < counts.length; region++) {
        for (int day = 0; day < DAYS * weeks; day++) {
          counts[region][day / DAYS] += daily.count(region, index, start + day);
        }
      }
      return new Variant(daily.variants().get(index), counts);
    }

    void add(Variant other) {
      for (int region = 0; region < counts.length; region++) {
        for (int week = 0; week < counts[region].length; week++) {
          counts[region][week] += other.counts[region][week];
        }
      }
    }

    long total(int firstWeek) {
      long total = 0;
      for (int[] ofRegion : counts) {
        for (int week = firstWeek; week < ofRegion.length; week++) {
          total += ofRegion[week];
        }
      }
      return total;
    }
  }
}
