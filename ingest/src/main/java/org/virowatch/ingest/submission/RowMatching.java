package org.virowatch.ingest.submission;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.fasta.FastaEntry;
import org.virowatch.ingest.metadata.MetadataField;
import org.virowatch.ingest.metadata.MetadataRow;
import org.virowatch.ingest.metadata.MetadataTable;

/**
 * Ties sequences to rows of metadata: by the column, and the part of the FASTA header line, under
 * which most of the sampled sequences are found.
 */
final class RowMatching {
  private final NameForm form;
  private final int column;
  private final String columnName;
  private final Map<String, MetadataRow> rowByName = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private final boolean anySampleFound;

  private RowMatching(MetadataTable table, NameForm form, int column, boolean anySampleFound) {
    this.form = form;
    this.column = column;
    this.columnName = table.header().columns().get(column);
    this.anySampleFound = anySampleFound;
    for (MetadataRow row : table.rows()) {
      if (RowInterpreter.isWithdrawal(row)) {
        continue; // it may bear the name of what it withdraws
      }
      MetadataRow other = rowByName.putIfAbsent(name(row), row);
      if (other != null && !other.cells().equals(row.cells())) {
        ambiguous.add(name(row));
      }
    }
    table.rows().forEach(row -> rowByName.putIfAbsent(name(row), row));
  }

  /**
   * Chooses how to tie sequences to rows.
   *
   * @param table the metadata
   * @param sample the first sequences
   */
  static RowMatching choose(MetadataTable table, List<FastaEntry> sample) {
    int bestColumn = table.header().columnsOf(MetadataField.SEQUENCE_NAME).get(0);
    NameForm bestForm = NameForm.FIRST_WORD;
    long best = 0;
    for (int column : table.header().columnsOf(MetadataField.SEQUENCE_NAME)) {
      Set<String> names = new HashSet<>();
      table.rows().forEach(row -> names.add(row.cells().get(column)));
      names.remove("");
      for (NameForm form : NameForm.values()) {
        long found = sample.stream().filter(entry -> names.contains(form.of(entry))).count();
        if (found > best) {
          best = found;
          bestColumn = column;
          bestForm = form;
        }
      }
    }
    return new RowMatching(table, bestForm, bestColumn, best > 0);
  }

  /** Returns the name by which a sequence is looked up. */
  String name(FastaEntry entry) {
    return form.of(entry);
  }

  /** Returns the name by which a row is found. */
  String name(MetadataRow row) {
    return row.cells().get(column);
  }

  /** Returns the row of a sequence; null if there is none. */
  @Nullable MetadataRow row(FastaEntry entry) {
    String name = name(entry);
    return name.isEmpty() ? null : rowByName.get(name);
  }

  /** Returns whether rows that say different things bear this name. */
  boolean isAmbiguous(String name) {
    return ambiguous.contains(name);
  }

  /** Returns whether this row is the one that its name finds. */
  boolean isFound(MetadataRow row) {
    return row.equals(rowByName.get(name(row)));
  }

  /** Returns the name of the column that names the sequences. */
  String columnName() {
    return columnName;
  }

  /** Returns how names were looked up, for people. */
  String explanation() {
    return "the column '"
        + columnName
        + "' was searched for "
        + form.description()
        + (anySampleFound ? "" : "; no column names any of the first sequences");
  }
}
