package org.virowatch.surveillance.frequency;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One line of the frequency table.
 *
 * @param region {@code world}, country, subdivision or {@code ZZ}
 * @param week ISO week, or the month, year or {@code undated} of partial dates
 * @param lineage {@code *}, {@code BA.2*} with descendants, an exact lineage, or {@code unassigned}
 * @param genomes genomes of the lineage in that region and week
 * @param mutation the mutation, or the empty string for the lineage's own frequency
 * @param count genomes with the mutation, or of the lineage
 * @param coverage genomes that know the mutation's site, or genomes with a lineage
 * @param frequency count ÷ coverage; 0 when nothing is covered
 * @param interval 95 % Wilson interval of the frequency
 */
public record FrequencyRow(
    String region,
    String week,
    String lineage,
    long genomes,
    String mutation,
    long count,
    long coverage,
    double frequency,
    WilsonInterval interval) {

  /** The columns' names, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "region",
          "week",
          "lineage",
          "genomes",
          "mutation",
          "count",
          "coverage",
          "frequency",
          "lower",
          "upper");

  private static final Set<String> TEXT_COLUMNS = Set.of("region", "week", "lineage", "mutation");

  /** Returns the row's fields as text, in the order of {@link #COLUMNS}. */
  public List<String> fields() {
    return List.of(
        region,
        week,
        lineage,
        Long.toString(genomes),
        mutation,
        Long.toString(count),
        Long.toString(coverage),
        sixDecimals(frequency),
        sixDecimals(interval.lower()),
        sixDecimals(interval.upper()));
  }

  /** Returns the row as one JSON object, with the names of {@link #COLUMNS}. */
  public String toJson() {
    List<String> fields = fields();
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < fields.size(); i++) {
      String column = COLUMNS.get(i);
      json.append(i == 0 ? "\"" : ", \"").append(column).append("\": ");
      if (TEXT_COLUMNS.contains(column)) {
        json.append('"').append(JsonStringEncoder.getInstance().quoteAsString(fields.get(i)));
        json.append('"');
      } else {
        json.append(fields.get(i));
      }
    }
    return json.append('}').toString();
  }

  private static String sixDecimals(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
