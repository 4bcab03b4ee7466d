package org.virowatch.stack.foresight;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import org.virowatch.schemas.ForecastUpdate;
import org.virowatch.schemas.LineageForecast;
import org.virowatch.schemas.ReportedWeek;
import org.virowatch.surveillance.forecast.ForecastRow;

/** How forecasts of a running stack are printed. */
enum LiveForecastFormat {
  /** One line a lineage, for people: today, in two weeks, at the end. */
  TABLE {
    @Override
    void print(Collection<ForecastUpdate> forecasts, PrintWriter out) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-8s  %-16s  %-20s  %-22s  %-22s  %-22s",
              "REGION",
              "LINEAGE",
              "AS OF",
              "TODAY",
              "IN 14 DAYS",
              "IN 30 DAYS"));
      for (ForecastUpdate forecast : forecasts) {
        int today = today(forecast);
        for (LineageForecast lineage : forecast.getLineages()) {
          out.println(
              String.format(
                  Locale.ROOT,
                  "%-8s  %-16s  %-20s  %-22s  %-22s  %-22s%s",
                  forecast.getRegion(),
                  lineage.getLineage(),
                  forecast.getAsOf(),
                  at(lineage, today),
                  at(lineage, today + 14),
                  at(lineage, today + 30),
                  forecast.getSimulated() ? "  [simulated data]" : ""));
        }
      }
    }

    private String at(LineageForecast lineage, int day) {
      return day >= lineage.getFrequency().size()
          ? ""
          : String.format(
              Locale.ROOT,
              "%.1f%% (%.1f to %.1f)",
              100 * lineage.getFrequency().get(day),
              100 * lineage.getLower().get(day),
              100 * lineage.getUpper().get(day));
    }
  },
  /** The columns of {@code virowatch forecast}, a line for each region, lineage and day. */
  TSV {
    @Override
    void print(Collection<ForecastUpdate> forecasts, PrintWriter out) {
      out.println(ForecastTable.header());
      for (ForecastUpdate forecast : forecasts) {
        LocalDate observed = observed(forecast);
        for (LineageForecast lineage : forecast.getLineages()) {
          for (int day = 0; day < lineage.getFrequency().size(); day++) {
            out.println(
                ForecastTable.line(
                    new ForecastRow(
                        observed,
                        forecast.getRegion(),
                        lineage.getLineage(),
                        forecast.getFirstDay().plusDays(day),
                        lineage.getFrequency().get(day),
                        lineage.getLower().get(day),
                        lineage.getUpper().get(day))));
          }
        }
      }
    }
  },
  /** Weeks and how complete they are, for people. */
  WEEKS {
    @Override
    void print(Collection<ForecastUpdate> forecasts, PrintWriter out) {
      out.println("REGION    WEEK      GENOMES  COMPLETE  EXPECTED (95 %)");
      for (ForecastUpdate forecast : forecasts) {
        for (ReportedWeek week : forecast.getWeeks()) {
          out.println(
              String.format(
                  Locale.ROOT,
                  "%-8s  %-8s  %7d  %6.0f %%  %.0f (%.0f to %.0f)",
                  forecast.getRegion(),
                  week.getWeek(),
                  week.getGenomes(),
                  100 * week.getCompleteness(),
                  week.getExpected(),
                  week.getLower(),
                  week.getUpper()));
        }
      }
    }
  },
  /** The record of the topic {@code forecasts}, one a line. */
  JSON {
    @Override
    void print(Collection<ForecastUpdate> forecasts, PrintWriter out) {
      forecasts.forEach(forecast -> out.println(forecast));
    }
  };

  abstract void print(Collection<ForecastUpdate> forecasts, PrintWriter out);

  private static LocalDate observed(ForecastUpdate forecast) {
    return LocalDate.ofInstant(forecast.getAsOf(), ZoneOffset.UTC);
  }

  /** The place of the day of observation among the days. */
  private static int today(ForecastUpdate forecast) {
    return (int) ChronoUnit.DAYS.between(forecast.getFirstDay(), observed(forecast));
  }
}
