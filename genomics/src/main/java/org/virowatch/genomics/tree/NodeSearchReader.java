package org.virowatch.genomics.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.virowatch.genomics.tree.NodeSearch.Algorithm;
import org.virowatch.genomics.tree.NodeSearch.Criterion;
import org.virowatch.genomics.tree.NodeSearch.NodePattern;
import org.virowatch.genomics.tree.NodeSearch.Target;

/** Reads {@code ref_nodes} of Nextclade's extension. Unknown keys are ignored. */
final class NodeSearchReader {

  private static final Set<String> LISTS = Set.of("criteria", "qry", "node");

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
        criteria.add(new Criterion(genomes, targets, definition(criterion).toString()));
      }
      if (!name.isEmpty()) {
        searches.add(
            new NodeSearch(
                name,
                search.path("displayName").asText(name),
                criteria,
                definition(search).toString()));
      }
    }
    return searches;
  }

  /** The same with an array wherever one object may stand for it. */
  static JsonNode definition(JsonNode node) {
    if (node.isArray()) {
      ArrayNode elements = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> elements.add(definition(element)));
      return elements;
    }
    if (!node.isObject()) {
      return node.isMissingNode() ? JsonNodeFactory.instance.objectNode() : node;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = definition(field.getValue());
      boolean list = LISTS.contains(field.getKey()) && value.isObject();
      object.set(field.getKey(), list ? JsonNodeFactory.instance.arrayNode().add(value) : value);
    }
    return object;
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
