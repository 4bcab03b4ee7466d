package org.virowatch.stack.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.virowatch.surveillance.frequency.FrequencyFilter;
import org.virowatch.surveillance.frequency.FrequencyRow;
import org.virowatch.surveillance.frequency.FrequencyTable;
import org.virowatch.surveillance.frequency.MoreColumns;

/** How frequencies are written. */
enum FrequencyFormat {
  /** Tab-separated values with a header line. */
  TSV {
    @Override
    void write(FrequencyTable table, Shown shown, Writer out) throws IOException {
      out.write(String.join("\t", shown.columns()) + "\n");
      table.rows(
          shown.filter,
          row -> {
            if (shown.mutations.shows(row.mutation())) {
              out.write(String.join("\t", shown.fields(row)));
              out.write('\n');
            }
          });
    }
  },
  /** A JSON array with one object a line, fields named as the columns. */
  JSON {
    @Override
    void write(FrequencyTable table, Shown shown, Writer out) throws IOException {
      List<String> columns = shown.columns();
      boolean[] first = {true};
      out.write("[");
      table.rows(
          shown.filter,
          row -> {
            if (shown.mutations.shows(row.mutation())) {
              out.write(first[0] ? "\n" : ",\n");
              first[0] = false;
              out.write(json(columns, shown.fields(row)));
            }
          });
      out.write("\n]\n");
    }
  };

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Writes the rows that both filters show; does not close the writer. */
  abstract void write(FrequencyTable table, Shown shown, Writer out) throws IOException;

  /**
   * What is written of a table.
   *
   * @param filter which regions, weeks and lineages
   * @param mutations which mutations
   * @param more columns after those of every row
   */
  record Shown(FrequencyFilter filter, MutationFilter mutations, List<MoreColumns> more) {
    private List<String> columns() {
      List<String> columns = new ArrayList<>(FrequencyRow.COLUMNS);
      more.forEach(each -> columns.addAll(each.names()));
      return columns;
    }

    private List<String> fields(FrequencyRow row) {
      List<String> fields = new ArrayList<>(row.fields());
      more.forEach(each -> fields.addAll(each.fields(row)));
      return fields;
    }
  }

  /** Numbers carry the decimals of the table, so that both formats say the same. */
  private static String json(List<String> columns, List<String> fields)
      throws JsonProcessingException {
    ObjectNode object = MAPPER.createObjectNode();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      String value = fields.get(i);
      switch (column) {
        case "region", "week", "lineage", "mutation" -> object.put(column, value);
        case "genomes", "count", "coverage" -> object.put(column, Long.parseLong(value));
        case "as_of" -> object.put(column, value.isEmpty() ? null : value);
        default -> object.put(column, value.isEmpty() ? null : new BigDecimal(value));
      }
    }
    return MAPPER.writeValueAsString(object);
  }
}
