package org.virowatch.surveillance.history;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads counts of genomes a day by location and variant: tab-separated, with the columns {@code
 * date, location, variant, sequences}, as in github.com/blab/ncov-forecasting-fit. A file whose
 * name holds a date is what was known on that day.
 */
public final class CountFiles {
  private static final Pattern NAME = Pattern.compile("seq_counts_(\\d{4}-\\d{2}-\\d{2})\\.tsv");
  private static final String WANTED = "seq_counts_YYYY-MM-DD.tsv";
  private static final List<String> COLUMNS = List.of("date", "location", "variant", "sequences");
  private static final CSVFormat TSV =
      CSVFormat.TDF.builder().setHeader().setSkipHeaderRecord(true).setIgnoreEmptyLines(true).get();

  private CountFiles() {}

  /**
   * Reads every file {@code seq_counts_<date>.tsv} of a folder.
   *
   * @return what was known on each date, in order of dates
   * @throws CountFileException when there is none, or one cannot be used
   */
  public static List<KnownCounts> readFolder(Path folder) throws CountFileException {
    if (!Files.isDirectory(folder)) {
      throw new CountFileException(
          folder + " is not a folder; name one that holds files " + WANTED);
    }
    TreeMap<LocalDate, Path> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.sorted().toList()) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          files.put(date(name.group(1), String.valueOf(file)), file);
        }
      }
    } catch (IOException e) {
      throw new CountFileException("cannot list " + folder + ": " + e.getMessage(), e);
    }
    if (files.isEmpty()) {
      throw new CountFileException(
          folder
              + " holds no file "
              + WANTED
              + ", where the date is the day on which the counts were known");
    }
    List<KnownCounts> known = new ArrayList<>();
    for (var file : files.entrySet()) {
      known.add(new KnownCounts(file.getKey(), read(file.getValue())));
    }
    known.sort(Comparator.comparing(KnownCounts::asOf));
    return known;
  }

  /**
   * Reads one file.
   *
   * @throws CountFileException when it cannot be read, or a row has no use; it names the line
   */
  public static DailyCounts read(Path file) throws CountFileException {
    DailyCounts.Builder counts = new DailyCounts.Builder();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser rows = TSV.parse(reader)) {
      for (String column : COLUMNS) {
        if (!rows.getHeaderMap().containsKey(column)) {
          throw new CountFileException(
              file
                  + " has no column \""
                  + column
                  + "\"; its first line must name the columns date, location, variant, sequences,"
                  + " with tabs between them");
        }
      }
      for (CSVRecord row : rows) {
        add(row, file + ", line " + rows.getCurrentLineNumber(), counts);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CountFileException("cannot read " + file + ": " + e.getMessage(), e);
    }
    return counts.build();
  }

  private static void add(CSVRecord row, String where, DailyCounts.Builder counts)
      throws CountFileException {
    if (!row.isConsistent()) {
      throw new CountFileException(
          where + " has " + row.size() + " fields where the first line names another number");
    }
    String location = row.get("location").strip();
    String variant = row.get("variant").strip();
    if (location.isEmpty() || variant.isEmpty()) {
      throw new CountFileException(where + " has no location or no variant");
    }
    counts.add(
        location, variant, date(row.get("date"), where), genomes(row.get("sequences"), where));
  }

  private static LocalDate date(String text, String where) throws CountFileException {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      throw new CountFileException(
          where + ": \"" + text + "\" is not a date; write it as 2022-01-31", e);
    }
  }

  private static int genomes(String text, String where) throws CountFileException {
    try {
      // Some tables write whole numbers as 12.0.
      int genomes = new BigDecimal(text.strip()).intValueExact();
      if (genomes >= 0) {
        return genomes;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw notACount(text, where, e);
    }
    throw notACount(text, where, null);
  }

  private static CountFileException notACount(
      String text, String where, @Nullable Exception cause) {
    String message = where + ": \"" + text + "\" is not a number of genomes; write 0 or more";
    return cause == null ? new CountFileException(message) : new CountFileException(message, cause);
  }
}
