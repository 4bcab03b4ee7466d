package org.virowatch.genomics.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;

/**
 * Writes results as a tab-separated table with the columns of Nextclade v3's {@code nextclade.tsv},
 * under its names, in its order and formats. Not thread-safe.
 */
public final class NextcladeTsvWriter {

  private final Appendable out;
  private final NextcladeColumns columns;
  private int index;

  /**
   * Writes the header.
   *
   * @param out receives the table
   * @param referenceLength length of the reference in bases
   * @param cladeAttributes names of the dataset's clade-like attributes, in its order
   */
  public NextcladeTsvWriter(Appendable out, int referenceLength, List<String> cladeAttributes) {
    this.out = out;
    columns = new NextcladeColumns(referenceLength, cladeAttributes);
    line(columns.names());
  }

  /** Writes a row; a sequence that could not be analysed has only its name and the error. */
  public void write(AnalysisResult result) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("index", Integer.toString(index++));
    cells.put("seqName", result.name());
    if (result instanceof AnalyzedGenome genome) {
      columns.fill(genome, cells);
    } else if (result instanceof AnalysisFailure failure) {
      cells.put("errors", failure.reason() + ": " + failure.message());
    }
    List<String> row = new ArrayList<>(columns.names().size());
    for (String name : columns.names()) {
      row.add(cells.getOrDefault(name, ""));
    }
    line(row);
  }

  private void line(List<String> cells) {
    try {
      for (int i = 0; i < cells.size(); i++) {
        if (i > 0) {
          out.append('\t');
        }
        appendCell(cells.get(i));
      }
      out.append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the table of results: " + e.getMessage(), e);
    }
  }

  /** As CSV writers do: in quotes, doubled inside, where the cell holds a tab, break or quote. */
  private void appendCell(String cell) throws IOException {
    boolean plain =
        cell.indexOf('\t') < 0
            && cell.indexOf('\n') < 0
            && cell.indexOf('\r') < 0
            && cell.indexOf('"') < 0;
    if (plain) {
      out.append(cell);
    } else {
      out.append('"').append(cell.replace("\"", "\"\"")).append('"');
    }
  }
}
