package org.virowatch.genomics.convergence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.virowatch.genomics.dataset.TreeDocument;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * When branches arose, as far as a tree tells: the node's own {@code num_date} (a decimal year), or
 * else the earliest {@code designation_date} of a lineage below, which lies weeks to months after
 * the branch arose.
 */
public final class BranchDates {
  private static final int NESTING = 100_000;

  private final String[] dates;

  private BranchDates(String[] dates) {
    this.dates = dates;
  }

  /**
   * Reads the dates of a tree's nodes.
   *
   * @param document the tree's file
   * @throws IOException if it cannot be read
   */
  public static BranchDates read(PhylogeneticTree tree, TreeDocument document) throws IOException {
    Map<String, String> byName = new HashMap<>();
    document.read(json -> collect(json, byName));
    return of(tree, byName);
  }

  /** Takes the dates of nodes by their names, ISO 8601. */
  static BranchDates of(PhylogeneticTree tree, Map<String, String> byName) {
    String[] dates = new String[tree.size()];
    for (int node = tree.size() - 1; node >= 0; node--) {
      String own = byName.getOrDefault(tree.name(node), "");
      String below = dates[node] == null ? "" : dates[node];
      dates[node] = own.isEmpty() || (!below.isEmpty() && below.compareTo(own) < 0) ? below : own;
      int parent = tree.parent(node);
      if (parent >= 0 && !dates[node].isEmpty()) {
        String known = dates[parent];
        dates[parent] = known == null || dates[node].compareTo(known) < 0 ? dates[node] : known;
      }
    }
    return new BranchDates(dates);
  }

  /** Returns the date of the branch to a node, ISO 8601; empty when it is not known. */
  public String of(int node) {
    return dates[node];
  }

  /** Reads the names and dates of nodes, wherever they stand; a tree may nest thousands deep. */
  private static void collect(InputStream json, Map<String, String> byName) throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(NESTING)
                .maxStringLength(100_000_000)
                .build());
    try (JsonParser parser = mapper.createParser(json)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      ArrayDeque<String[]> open = new ArrayDeque<>();
      boolean inTree = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (!inTree) {
          if (token == JsonToken.FIELD_NAME) {
            boolean tree = parser.currentName().equals("tree");
            parser.nextToken();
            if (tree) {
              inTree = true;
              open.push(new String[] {"", ""});
            } else {
              parser.skipChildren();
            }
          }
        } else if (token == JsonToken.START_OBJECT) {
          open.push(new String[] {"", ""});
        } else if (token == JsonToken.END_OBJECT) {
          String[] node = open.pop();
          if (!node[0].isEmpty() && !node[1].isEmpty()) {
            byName.put(node[0], node[1]);
          }
          if (open.isEmpty()) {
            return;
          }
        } else if (token == JsonToken.FIELD_NAME) {
          String field = parser.currentName();
          parser.nextToken();
          if (field.equals("name")) {
            open.element()[0] = parser.getValueAsString("");
          } else if (field.equals("node_attrs")) {
            open.element()[1] = date(mapper.readTree(parser));
          } else if (!field.equals("children")) {
            parser.skipChildren();
          }
        }
      }
    }
  }

  private static String date(JsonNode attributes) {
    JsonNode decimal = attributes.path("num_date").path("value");
    if (decimal.isNumber()) {
      int year = (int) Math.floor(decimal.asDouble());
      LocalDate first = LocalDate.of(year, 1, 1);
      return first.plusDays((long) ((decimal.asDouble() - year) * first.lengthOfYear())).toString();
    }
    String designated = attributes.path("designation_date").path("value").asText("");
    return designated.matches("\\d{4}-\\d{2}-\\d{2}") ? designated : "";
  }
}
