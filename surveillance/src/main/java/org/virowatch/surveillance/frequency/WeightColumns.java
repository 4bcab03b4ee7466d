package org.virowatch.surveillance.frequency;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.bias.RegionWeights;
import org.virowatch.surveillance.bias.WeightedFrequency;
import org.virowatch.surveillance.bias.WeightedFrequency.Stratum;
import org.virowatch.surveillance.count.CellCounts;
import org.virowatch.surveillance.count.Coverage;
import org.virowatch.surveillance.count.MutationName;
import org.virowatch.surveillance.region.Regions;

/**
 * The frequency of a row as it would be if its region's parts, the countries of the world or the
 * subdivisions of a country, were sequenced in proportion to their weights. Within a lineage a part
 * counts for its weight times the lineage's frequency there, so a mutation's weighted frequency is
 * the weighted share of lineage and mutation over that of the lineage. Not safe for use by several
 * threads at once.
 */
public final class WeightColumns implements MoreColumns {
  /** The columns' names, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "weighted", "weighted_lower", "weighted_upper", "effective_genomes", "weight_covered");

  private static final List<String> NOT_WEIGHTED = List.of("", "", "", "", "");

  /**
   * A part of a region in a week.
   *
   * @param numerator of the lineage's own frequency there
   * @param denominator of that
   * @param counts of the lineage there
   * @param coverage of the lineage there
   */
  private record Part(
      double weight, long numerator, long denominator, CellCounts counts, Coverage coverage) {
    /** What the part counts for among the lineage's genomes. */
    double weightWithin(String lineage) {
      return lineage.equals(PeriodRows.ALL)
          ? weight
          : denominator == 0 ? 0 : weight * numerator / denominator;
    }
  }

  /** The parts of the last row's region, week and lineage, which the next row mostly shares. */
  private record Parts(String region, String week, String lineage, List<Part> parts) {
    boolean areOf(FrequencyRow row) {
      return region.equals(row.region())
          && week.equals(row.week())
          && lineage.equals(row.lineage());
    }
  }

  private final FrequencyTable table;
  private final RegionWeights weights;
  private final TreeSet<String> weightless = new TreeSet<>();
  private @Nullable Parts last;

  /**
   * Makes the columns of the rows of a table.
   *
   * @param table with the cells of every part of the regions that are shown
   */
  public WeightColumns(FrequencyTable table, RegionWeights weights) {
    this.table = table;
    this.weights = weights;
  }

  @Override
  public List<String> names() {
    return COLUMNS;
  }

  /**
   * Returns the parts without a weight that had genomes in a week in which others had one: they are
   * in no weighted number of the rows made so far.
   */
  public SortedSet<String> weightless() {
    return new TreeSet<>(weightless);
  }

  @Override
  public List<String> fields(FrequencyRow row) {
    Parts now = last;
    if (now == null || !now.areOf(row)) {
      now = new Parts(row.region(), row.week(), row.lineage(), parts(row));
      last = now;
    }
    if (now.parts.isEmpty()) {
      return NOT_WEIGHTED;
    }
    WeightedFrequency own = own(now.parts);
    if (row.mutation().isEmpty()) {
      return fields(own, own.covered());
    }
    WeightedFrequency within = within(now, MutationName.of(row.mutation()));
    boolean all = row.lineage().equals(PeriodRows.ALL);
    return fields(within, all ? within.covered() : own.covered() * within.covered());
  }

  private List<Part> parts(FrequencyRow row) {
    List<Part> parts = new ArrayList<>();
    for (String region : weights.regions()) {
      OptionalDouble weight = weights.of(region, row.week());
      if (weight.isPresent() && isPart(region, row.region())) {
        PeriodRows rows = table.period(region, row.week());
        CellCounts found = rows.counts(row.lineage());
        CellCounts counts = found == null ? new CellCounts() : found;
        parts.add(
            new Part(
                weight.getAsDouble(),
                rows.numerator(row.lineage(), counts),
                rows.denominator(row.lineage()),
                counts,
                counts.coverage()));
      }
    }
    if (!parts.isEmpty()) {
      for (String region : table.regions()) {
        if (isPart(region, row.region())
            && weights.of(region, row.week()).isEmpty()
            && table.genomes(region, row.week()) > 0) {
          weightless.add(region);
        }
      }
    }
    return parts;
  }

  private static boolean isPart(String region, String whole) {
    return Regions.whole(region).filter(whole::equals).isPresent();
  }

  private static WeightedFrequency own(List<Part> parts) {
    return WeightedFrequency.of(
        parts.stream()
            .map(part -> new Stratum(part.numerator, part.denominator, part.weight))
            .toList());
  }

  private static WeightedFrequency within(Parts now, MutationName mutation) {
    return WeightedFrequency.of(
        now.parts.stream()
            .map(
                part ->
                    new Stratum(
                        part.counts.mutations().get(mutation.text()),
                        part.coverage.at(mutation),
                        part.weightWithin(now.lineage)))
            .toList());
  }

  private static List<String> fields(WeightedFrequency frequency, double covered) {
    boolean known = frequency.effectiveGenomes() > 0;
    return List.of(
        known ? sixDecimals(frequency.weighted()) : "",
        known ? sixDecimals(frequency.lower()) : "",
        known ? sixDecimals(frequency.upper()) : "",
        String.format(Locale.ROOT, "%.1f", frequency.effectiveGenomes()),
        sixDecimals(covered));
  }

  private static String sixDecimals(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
