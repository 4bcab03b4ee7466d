package org.virowatch.genomics.dataset;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a watchlist: tab-separated {@code mutation, alias, panel, effect, source}. */
final class WatchlistReader {
  private static final CSVFormat FORMAT =
      CSVFormat.TDF
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setCommentMarker('#')
          .setQuote(null)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private WatchlistReader() {}

  static Watchlist read(String name, String tsv) {
    List<Watchlist.Entry> entries = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(tsv), FORMAT)) {
      if (!parser.getHeaderNames().contains("mutation")) {
        throw new WatchlistException(
            "it has no column \"mutation\" but " + parser.getHeaderNames());
      }
      for (CSVRecord record : parser) {
        String mutation = value(record, "mutation");
        if (mutation.isEmpty()) {
          throw new WatchlistException(
              "line " + parser.getCurrentLineNumber() + ": the mutation is empty");
        }
        entries.add(
            new Watchlist.Entry(
                mutation,
                value(record, "alias"),
                value(record, "panel"),
                value(record, "effect"),
                value(record, "source")));
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      // The last where several columns have no name.
      throw new WatchlistException("it is no table: " + e.getMessage());
    }
    return new Watchlist(name, entries);
  }

  private static String value(CSVRecord record, String column) {
    return record.isMapped(column) && record.isSet(column) ? record.get(column) : "";
  }

  /** A watchlist that cannot be used. */
  static final class WatchlistException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WatchlistException(String message) {
      super(message);
    }
  }
}
