package org.virowatch.stack.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import org.virowatch.surveillance.frequency.FrequencyFilter;
import org.virowatch.surveillance.frequency.FrequencyRow;
import org.virowatch.surveillance.frequency.FrequencyTable;

/** How frequencies are written. */
enum FrequencyFormat {
  /** Tab-separated values with a header line. */
  TSV {
    @Override
    void write(FrequencyTable table, FrequencyFilter filter, MutationFilter mutations, Writer out)
        throws IOException {
      out.write(String.join("\t", FrequencyRow.COLUMNS) + "\n");
      table.rows(
          filter,
          row -> {
            if (mutations.shows(row.mutation())) {
              out.write(String.join("\t", row.fields()));
              out.write('\n');
            }
          });
    }
  },
  /** A JSON array with one object a line, fields named as the columns. */
  JSON {
    @Override
    void write(FrequencyTable table, FrequencyFilter filter, MutationFilter mutations, Writer out)
        throws IOException {
      boolean[] first = {true};
      out.write("[");
      table.rows(
          filter,
          row -> {
            if (mutations.shows(row.mutation())) {
              out.write(first[0] ? "\n" : ",\n");
              first[0] = false;
              out.write(json(row));
            }
          });
      out.write("\n]\n");
    }
  };

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Writes the rows that both filters show; does not close the writer. */
  abstract void write(
      FrequencyTable table, FrequencyFilter filter, MutationFilter mutations, Writer out)
      throws IOException;

  /** Numbers carry the six decimals of the table, so that both formats say the same. */
  private static String json(FrequencyRow row) throws JsonProcessingException {
    ObjectNode object = MAPPER.createObjectNode();
    for (int i = 0; i < FrequencyRow.COLUMNS.size(); i++) {
      String column = FrequencyRow.COLUMNS.get(i);
      String value = row.fields().get(i);
      switch (column) {
        case "region", "week", "lineage", "mutation" -> object.put(column, value);
        case "genomes", "count", "coverage" -> object.put(column, Long.parseLong(value));
        default -> object.put(column, new BigDecimal(value));
      }
    }
    return MAPPER.writeValueAsString(object);
  }
}
