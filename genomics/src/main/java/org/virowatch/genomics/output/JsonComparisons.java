package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.virowatch.genomics.placement.NodeDifferences;
import org.virowatch.genomics.placement.NodeLetters;
import org.virowatch.genomics.placement.TreeComparer;
import org.virowatch.genomics.tree.NodeSearch;
import org.virowatch.genomics.tree.NodeSearch.Found;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** Differences from founders and from nodes searched for, as JSON. */
final class JsonComparisons {

  private JsonComparisons() {}

  static void founders(JsonGenerator json, ReportedGenome genome) throws IOException {
    List<NodeDifferences> founders = genome.genome().findings().comparison().founders();
    for (NodeDifferences founder : founders) {
      if (founder.key().equals(TreeComparer.CLADE)) {
        json.writeFieldName("cladeFounderInfo");
        founder(json, founder, genome);
      }
    }
    Map<String, NodeDifferences> byAttribute = new TreeMap<>();
    founders.forEach(founder -> byAttribute.put(founder.key(), founder));
    byAttribute.remove(TreeComparer.CLADE);
    json.writeObjectFieldStart("cladeNodeAttrFounderInfo");
    for (NodeDifferences founder : byAttribute.values()) {
      json.writeFieldName(founder.key());
      founder(json, founder, genome);
    }
    json.writeEndObject();
  }

  private static void founder(JsonGenerator json, NodeDifferences node, ReportedGenome genome)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("key", node.key());
    json.writeStringField("value", node.value());
    json.writeNumberField("nodeKey", node.node());
    json.writeStringField("nodeName", node.nodeName());
    NodeLetters.State letters = genome.basis().node(node.node());
    JsonPrivate.nucleotides(json, "nucMutations", node.nucleotides(), genome, letters);
    JsonPrivate.aminoAcids(json, "aaMutations", node.aminoAcids(), genome, letters);
    json.writeEndObject();
  }

  /**
   * Writes the searches, what they found, and the differences.
   *
   * @param nearest node the genome was placed at
   */
  static void searched(
      JsonGenerator json, ReportedGenome genome, PhylogeneticTree tree, int nearest)
      throws IOException {
    json.writeFieldName("refNodes");
    json.writeRawValue(tree.searchesDefinition());
    List<NodeSearch> searches = tree.searches();
    List<Optional<Found>> found = genome.basis().found(nearest);
    json.writeArrayFieldStart("refNodeSearchResults");
    for (int i = 0; i < searches.size(); i++) {
      result(json, searches.get(i), found.get(i), tree);
    }
    json.writeEndArray();
    List<NodeDifferences> differences = genome.genome().findings().comparison().searched();
    for (boolean bases : new boolean[] {true, false}) {
      json.writeArrayFieldStart(bases ? "relativeNucMutations" : "relativeAaMutations");
      for (int i = 0; i < searches.size(); i++) {
        json.writeStartObject();
        json.writeFieldName("search");
        result(json, searches.get(i), found.get(i), tree);
        if (found.get(i).isPresent()) {
          json.writeObjectFieldStart("result");
          match(json, found.get(i).get(), tree);
          NodeDifferences node = differences.get(i);
          NodeLetters.State letters = genome.basis().node(node.node());
          if (bases) {
            JsonPrivate.nucleotides(json, "muts", node.nucleotides(), genome, letters);
          } else {
            JsonPrivate.aminoAcids(json, "muts", node.aminoAcids(), genome, letters);
          }
          json.writeEndObject();
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  /** Writes the same where there is no tree. */
  static void nothingSearched(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("refNodes");
    json.writeEndObject();
    for (String field :
        List.of("refNodeSearchResults", "relativeNucMutations", "relativeAaMutations")) {
      json.writeArrayFieldStart(field);
      json.writeEndArray();
    }
  }

  private static void result(
      JsonGenerator json, NodeSearch search, Optional<Found> found, PhylogeneticTree tree)
      throws IOException {
    json.writeStartObject();
    json.writeFieldName("search");
    json.writeRawValue(search.definition());
    if (found.isPresent()) {
      json.writeObjectFieldStart("result");
      match(json, found.get(), tree);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** The criterion that found a node, and what of the node it names. */
  private static void match(JsonGenerator json, Found found, PhylogeneticTree tree)
      throws IOException {
    json.writeFieldName("criterion");
    json.writeRawValue(found.criterion().definition());
    int node = found.node();
    json.writeObjectFieldStart("match");
    json.writeNumberField("nodeKey", node);
    json.writeStringField("nodeName", tree.name(node));
    if (found.pattern().names().contains(tree.name(node))) {
      json.writeStringField("name", tree.name(node));
    }
    String clade = tree.clade(node);
    if (clade != null && found.pattern().clades().contains(clade)) {
      json.writeStringField("clade", clade);
    }
    if (found.pattern().matchesAttributes(tree, node)) {
      json.writeArrayFieldStart("cladeLikeAttrs");
      for (String key : new TreeMap<>(found.pattern().attributes()).keySet()) {
        json.writeStartObject();
        json.writeStringField("key", key);
        json.writeStringField("value", tree.attribute(node, key));
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
