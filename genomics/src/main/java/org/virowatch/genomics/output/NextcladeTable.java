package org.virowatch.genomics.output;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * Results as a table with the columns of Nextclade v3's {@code nextclade.tsv} and {@code
 * nextclade.csv}, under its names, in its order and formats. Genomes have to be analysed with
 * {@link org.virowatch.genomics.AnalysisOptions#findings()}. Immutable and thread-safe.
 */
public final class NextcladeTable {

  /** Delimiter of {@code nextclade.tsv}. */
  public static final char TAB = '\t';

  /** Delimiter of {@code nextclade.csv}. */
  public static final char SEMICOLON = ';';

  private final List<Column> columns;
  private final char delimiter;
  private final ThreadLocal<RowText> lines = ThreadLocal.withInitial(RowText::new);

  /**
   * @param dataset what the genomes were read against
   * @param selection columns to write
   * @param delimiter {@link #TAB} or {@link #SEMICOLON}
   * @throws IllegalArgumentException if the selection names a column that there is not
   */
  public NextcladeTable(ReferenceDataset dataset, ColumnSelection selection, char delimiter) {
    this(TableLayout.columns(dataset, selection), delimiter);
  }

  NextcladeTable(List<Column> columns, char delimiter) {
    this.columns = columns;
    this.delimiter = delimiter;
  }

  /** Names of the columns in their order. */
  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** The first line, with its line end. */
  public String header() {
    return header(List.of());
  }

  String header(List<String> more) {
    RowText line = new RowText();
    for (Column column : columns) {
      int begin = line.length();
      line.append(column.name());
      endCell(line, begin);
    }
    return new String(endLine(line, more), StandardCharsets.UTF_8);
  }

  /**
   * The line of a sequence in UTF-8, with its line end; a sequence that could not be analysed has
   * only its number, name and error.
   *
   * @param index number of the sequence in the input, from 0
   * @param result what became of it
   */
  public byte[] row(long index, AnalysisResult result) {
    return row(index, result, List.of());
  }

  /** The same with more cells behind. */
  byte[] row(long index, AnalysisResult result, List<String> more) {
    RowText line = lines.get();
    line.clear();
    for (Column column : columns) {
      int begin = line.length();
      if (column.name().equals(GenomeColumns.INDEX)) {
        line.append(index);
      } else if (result instanceof AnalyzedGenome genome) {
        column.cell().append(line, genome);
      } else if (result instanceof AnalysisFailure failure) {
        if (column.name().equals(GenomeColumns.NAME)) {
          line.append(failure.name());
        } else if (column.name().equals(GenomeColumns.ERRORS)) {
          line.append(failure.reason()).append(": ").append(failure.message());
        }
      }
      endCell(line, begin);
    }
    return endLine(line, more);
  }

  /** As CSV writers do: in quotes, doubled inside, where the cell holds a delimiter or quote. */
  private void endCell(RowText line, int begin) {
    for (int i = begin; i < line.length(); i++) {
      byte letter = line.at(i);
      if (letter == delimiter || letter == '"' || letter == '\n' || letter == '\r') {
        String quoted = '"' + line.from(begin).replace("\"", "\"\"") + '"';
        line.cut(begin);
        line.append(quoted);
        break;
      }
    }
    line.append(delimiter);
  }

  private byte[] endLine(RowText line, List<String> more) {
    for (String cell : more) {
      int begin = line.length();
      line.append(cell);
      endCell(line, begin);
    }
    if (line.length() == 0) {
      line.append('\n');
    } else if (line.length() == 1) { // one empty cell, which would be no line for readers
      line.cut(0);
      line.append("\"\"").append(delimiter);
    }
    line.replaceLast('\n');
    return line.toBytes();
  }
}
