package org.virowatch.stack.foresight;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.surveillance.growth.GrowthEstimate;
import org.virowatch.surveillance.growth.GrowthRow;

/** How growth is printed. */
enum GrowthReport {
  /** Columns for people. */
  TABLE {
    @Override
    void print(List<Line> lines, PrintWriter out) {
      out.println(
          row(
              "REGION",
              "SUBJECT",
              "AS OF",
              "GENOMES",
              "SHARE",
              "GROWTH A WEEK (95 %)",
              "DOUBLES IN",
              "P ADJ.",
              "NOTE"));
      for (Line line : lines) {
        GrowthRow growth = line.row();
        out.println(
            row(
                growth.region(),
                growth.subject(),
                line.asOf().toString(),
                growth.estimate().subject() + "/" + growth.estimate().genomes(),
                String.format(Locale.ROOT, "%.1f %%", 100 * growth.estimate().lastFrequency()),
                String.format(
                    Locale.ROOT,
                    "%+.2f (%+.2f to %+.2f)",
                    growth.perWeek(),
                    growth.lower(),
                    growth.upper()),
                doubling(growth),
                String.format(Locale.ROOT, "%.2g", growth.pAdjusted()),
                note(line)));
      }
    }

    private static String row(String... cells) {
      return String.format(
              Locale.ROOT,
              "%-16s  %-18s  %-10s  %13s  %8s  %-25s  %-16s  %-8s  %s",
              (Object[]) cells)
          .stripTrailing();
    }

    private static String doubling(GrowthRow growth) {
      if (growth.upper() <= 0) {
        return "falls";
      }
      String fastest = days(7 * GrowthEstimate.doublingDays(growth.upper()));
      return growth.lower() > 0
          ? fastest + " to " + days(7 * GrowthEstimate.doublingDays(growth.lower())) + " d"
          : fastest + " d or more";
    }

    private static String days(double days) {
      return String.format(Locale.ROOT, days < 10 ? "%.1f" : "%.0f", days);
    }

    private static String note(Line line) {
      StringBuilder note = new StringBuilder();
      if (line.row().shrunk().own() < 0.5) {
        note.append("mostly from other regions; ");
      }
      if (line.row().estimate().penalised()) {
        note.append("few genomes; ");
      }
      if (line.stable() != null) {
        note.append(line.stable() ? "stable" : "not stable").append("; ");
      }
      return note.isEmpty() ? "" : note.substring(0, note.length() - 2);
    }
  },
  /** Tab-separated values with a header line. */
  TSV {
    @Override
    void print(List<Line> lines, PrintWriter out) {
      out.println(String.join("\t", COLUMNS));
      for (Line line : lines) {
        out.println(
            String.join("\t", fields(line).values().stream().map(GrowthReport::text).toList()));
      }
    }
  },
  /** One JSON object a line, fields named as the columns of {@link #TSV}. */
  JSON {
    @Override
    void print(List<Line> lines, PrintWriter out) {
      for (Line line : lines) {
        ObjectNode object = MAPPER.createObjectNode();
        fields(line)
            .forEach(
                (name, value) -> {
                  if (value instanceof Double number && !Double.isFinite(number)) {
                    object.putNull(name);
                  } else {
                    object.putPOJO(name, value);
                  }
                });
        out.println(object);
      }
    }
  };

  /**
   * One line.
   *
   * @param asOf the day as of which the growth is
   * @param row the growth
   * @param stable whether it held over time; null when only one time was looked at
   */
  record Line(LocalDate asOf, GrowthRow row, @Nullable Boolean stable) {}

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final List<String> COLUMNS =
      List.of(
          "region",
          "subject",
          "as_of",
          "last_day",
          "count",
          "coverage",
          "times",
          "frequency",
          "growth_per_week",
          "growth_lower",
          "growth_upper",
          "doubling_days",
          "doubling_days_lower",
          "doubling_days_upper",
          "p_adjusted",
          "own_growth_per_week",
          "own_growth_lower",
          "own_growth_upper",
          "own_share",
          "dispersion",
          "penalised",
          "stable");

  /** Prints the lines with what comes before them; does not close the writer. */
  abstract void print(List<Line> lines, PrintWriter out);

  private static Map<String, @Nullable Object> fields(Line line) {
    GrowthRow row = line.row();
    GrowthEstimate own = row.estimate();
    Object[] values = {
      row.region(),
      row.subject(),
      line.asOf().toString(),
      LocalDate.ofEpochDay(Math.round(own.lastDay())).toString(),
      own.subject(),
      own.genomes(),
      own.times(),
      own.lastFrequency(),
      row.perWeek(),
      row.lower(),
      row.upper(),
      row.doublingDays(),
      7 * GrowthEstimate.doublingDays(row.upper()),
      row.lower() > 0 ? 7 * GrowthEstimate.doublingDays(row.lower()) : Double.POSITIVE_INFINITY,
      row.pAdjusted(),
      own.perWeek(),
      7 * own.lower(),
      7 * own.upper(),
      row.shrunk().own(),
      own.dispersion(),
      own.penalised(),
      line.stable()
    };
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      fields.put(COLUMNS.get(i), values[i]);
    }
    return fields;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? String.format(Locale.ROOT, "%.6g", number) : "";
    }
    return value == null ? "" : value.toString().replaceAll("\\p{Cntrl}", " ");
  }
}
