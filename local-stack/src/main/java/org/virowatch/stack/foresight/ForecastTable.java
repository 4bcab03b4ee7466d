package org.virowatch.stack.foresight;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.virowatch.surveillance.forecast.ForecastRow;

/**
 * A table of forecasts as tab-separated text: {@code obs_date, location, variant, date, freq,
 * freq_lower, freq_upper}. Further columns may follow.
 */
final class ForecastTable {
  private static final List<String> COLUMNS =
      List.of("obs_date", "location", "variant", "date", "freq", "freq_lower", "freq_upper");

  private ForecastTable() {}

  /** Returns the first line. */
  static String header() {
    return String.join("\t", COLUMNS);
  }

  /** Returns the line of a forecast; frequencies have six digits. */
  static String line(ForecastRow row) {
    return String.join(
        "\t",
        row.observed().toString(),
        row.location(),
        row.variant(),
        row.date().toString(),
        digits(row.frequency()),
        digits(row.lower()),
        digits(row.upper()));
  }

  private static String digits(double frequency) {
    return String.format(Locale.ROOT, "%.6f", frequency);
  }

  /**
   * Reads a table.
   *
   * @throws ForecastTableException when a line is not of this form; it names the line
   */
  static void read(Path file, Consumer<ForecastRow> rows)
      throws IOException, ForecastTableException {
    try (BufferedReader reader = Files.newBufferedReader(file, UTF_8)) {
      String header = reader.readLine();
      if (header == null || !(header + "\t").startsWith(header() + "\t")) {
        throw new ForecastTableException(
            file
                + " is not a table of forecasts: its first line must name the columns "
                + String.join(", ", COLUMNS)
                + ", with tabs between them, as 'virowatch forecast' writes them");
      }
      int number = 1;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isEmpty()) {
          rows.accept(row(line, file + ", line " + number));
        }
      }
    }
  }

  private static ForecastRow row(String line, String where) throws ForecastTableException {
    String[] fields = line.split("\t", -1);
    if (fields.length < COLUMNS.size()) {
      throw new ForecastTableException(
          where + " has " + fields.length + " fields; " + COLUMNS.size() + " are needed");
    }
    try {
      return new ForecastRow(
          LocalDate.parse(fields[0]),
          fields[1],
          fields[2],
          LocalDate.parse(fields[3]),
          frequency(fields[4], where),
          frequency(fields[5], where),
          frequency(fields[6], where));
    } catch (DateTimeException e) {
      throw new ForecastTableException(
          where + ": " + e.getMessage() + "; write dates as 2022-01-31", e);
    }
  }

  private static double frequency(String text, String where) throws ForecastTableException {
    try {
      double frequency = Double.parseDouble(text);
      if (frequency >= 0 && frequency <= 1) {
        return frequency;
      }
    } catch (NumberFormatException e) {
      throw new ForecastTableException(
          where + ": \"" + text + "\" is not a frequency; write a number from 0 to 1", e);
    }
    throw new ForecastTableException(
        where + ": \"" + text + "\" is not a frequency; write a number from 0 to 1");
  }
}
