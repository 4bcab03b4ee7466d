package org.virowatch.stack.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.dataset.ReferenceDatasets;

/** A simulated outbreak on disk, read back. */
record SimulatedFiles(Path folder) {
  static final String SEQUENCES = "sequences.fasta";

  static SimulatedFiles write(Path folder, SimulationSettings settings) throws IOException {
    new OutbreakWriter(ReferenceDatasets.builtIn(), settings)
        .write(folder, SEQUENCES, written -> {});
    return new SimulatedFiles(folder);
  }

  List<Map<String, String>> metadata() throws IOException {
    return table(OutbreakWriter.METADATA);
  }

  List<Map<String, String>> truth() throws IOException {
    return table(OutbreakWriter.TRUTH);
  }

  /** Sequences by name, in their order. */
  Map<String, String> sequences() throws IOException {
    Map<String, String> sequences = new LinkedHashMap<>();
    String name = "";
    for (String line : Files.readAllLines(folder.resolve(SEQUENCES), StandardCharsets.UTF_8)) {
      if (line.startsWith(">")) {
        name = line.substring(1, line.indexOf(' '));
        if (sequences.put(name, "") != null) {
          throw new IllegalStateException("two sequences are called " + name);
        }
      } else {
        sequences.merge(name, line, String::concat);
      }
    }
    return sequences;
  }

  static String cell(Map<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw new IllegalArgumentException("no column " + column + " in " + row.keySet());
    }
    return value;
  }

  private List<Map<String, String>> table(String file) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(file), StandardCharsets.UTF_8);
    String[] header = lines.get(0).split("\t", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }
}
