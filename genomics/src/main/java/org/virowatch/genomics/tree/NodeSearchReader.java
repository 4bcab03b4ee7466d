package org.virowatch.genomics.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.tree.NodeSearch.Algorithm;
import org.virowatch.genomics.tree.NodeSearch.Criterion;
import org.virowatch.genomics.tree.NodeSearch.NodePattern;
import org.virowatch.genomics.tree.NodeSearch.Target;

/** Reads {@code ref_nodes} of Nextclade's extension. Unknown keys are ignored. */
final class NodeSearchReader {

  private NodeSearchReader() {}

  static List<NodeSearch> read(JsonNode refNodes) {
    List<NodeSearch> searches = new ArrayList<>();
    for (JsonNode search : refNodes.path("search")) {
      String name = search.path("name").asText("");
      List<Criterion> criteria = new ArrayList<>();
      for (JsonNode criterion : elements(search.path("criteria"))) {
        List<NodePattern> genomes = new ArrayList<>();
        for (JsonNode pattern : elements(criterion.path("qry"))) {
          genomes.add(pattern(pattern));
        }
        List<Target> targets = new ArrayList<>();
        for (JsonNode pattern : elements(criterion.path("node"))) {
          targets.add(new Target(algorithm(pattern), pattern(pattern)));
        }
        criteria.add(new Criterion(genomes, targets));
      }
      if (!name.isEmpty()) {
        searches.add(new NodeSearch(name, search.path("displayName").asText(name), criteria));
      }
    }
    return searches;
  }

  /** The elements of an array, or the one object that stands in its place. */
  private static Iterable<JsonNode> elements(JsonNode node) {
    return node.isObject() ? List.of(node) : node;
  }

  private static Algorithm algorithm(JsonNode pattern) {
    String text = pattern.path("searchAlgo").asText("full");
    return switch (text) {
      case "full" -> Algorithm.FULL;
      case "ancestor-earliest" -> Algorithm.ANCESTOR_EARLIEST;
      case "ancestor-nearest", "ancestor-latest" -> Algorithm.ANCESTOR_NEAREST;
      default ->
          throw new TreeException(
              "a search of its ref_nodes has the searchAlgo \""
                  + text
                  + "\", not full, ancestor-earliest or ancestor-nearest");
    };
  }

  private static NodePattern pattern(JsonNode pattern) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    pattern
        .path("cladeNodeAttrs")
        .properties()
        .forEach(entry -> attributes.put(entry.getKey(), texts(entry.getValue())));
    return new NodePattern(texts(pattern.path("name")), texts(pattern.path("clade")), attributes);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array) {
      texts.add(element.asText());
    }
    return texts;
  }
}
