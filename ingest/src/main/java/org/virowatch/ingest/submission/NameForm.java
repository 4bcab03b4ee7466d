package org.virowatch.ingest.submission;

import java.util.regex.Pattern;
import org.virowatch.genomics.fasta.FastaEntry;

/** The part of a FASTA header line that names the sequence in the metadata. */
enum NameForm {
  /** {@code name} of {@code >name anything}. */
  FIRST_WORD("the first word of the header line") {
    @Override
    String of(FastaEntry entry) {
      return entry.name();
    }
  },
  /** {@code the whole line} of {@code >the whole line}. */
  WHOLE_LINE("the whole header line") {
    @Override
    String of(FastaEntry entry) {
      return (entry.name() + " " + entry.description()).strip();
    }
  },
  /** {@code name} of {@code >name|EPI_ISL_1|2022-03-05}, as GISAID writes it. */
  BEFORE_FIRST_BAR("the header line before its first |") {
    @Override
    String of(FastaEntry entry) {
      return part(entry, 0);
    }
  },
  /** {@code EPI_ISL_1} of {@code >name|EPI_ISL_1|2022-03-05}. */
  BEHIND_FIRST_BAR("the header line between its first and second |") {
    @Override
    String of(FastaEntry entry) {
      return part(entry, 1);
    }
  },
  /** {@code OL989073} of {@code >OL989073.1 anything}. */
  WITHOUT_VERSION("the first word of the header line without its version") {
    @Override
    String of(FastaEntry entry) {
      return VERSION.matcher(entry.name()).replaceFirst("");
    }
  };

  private static final Pattern VERSION = Pattern.compile("\\.\\d+$");

  private final String description;

  NameForm(String description) {
    this.description = description;
  }

  /** Returns the name in this form; empty if the header line has none. */
  abstract String of(FastaEntry entry);

  /** Returns what the form takes, for people. */
  String description() {
    return description;
  }

  private static String part(FastaEntry entry, int index) {
    String[] parts = WHOLE_LINE.of(entry).split("\\|", -1);
    return index < parts.length ? parts[index].strip() : "";
  }
}
