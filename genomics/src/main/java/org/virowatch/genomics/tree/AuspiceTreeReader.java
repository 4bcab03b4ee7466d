package org.virowatch.genomics.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * Reads a tree in Auspice JSON v2 with Nextclade's extensions. Streams, so that neither the file's
 * size nor the tree's depth matters.
 */
public final class AuspiceTreeReader {

  /** Deepest nesting accepted; each generation of nodes nests two levels. */
  private static final int NESTING_LIMIT = 100_000;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(NESTING_LIMIT)
                      .maxStringLength(100_000_000)
                      .build())
              .build());

  private final PhylogeneticTreeBuilder builder = new PhylogeneticTreeBuilder();

  /** One copy of each string that many nodes share. */
  private final Map<String, String> strings = new HashMap<>();

  private AuspiceTreeReader() {}

  /**
   * Reads a tree.
   *
   * @param json the file's content; not closed
   * @throws TreeException if it is no Auspice tree
   * @throws IOException if it cannot be read
   */
  public static PhylogeneticTree read(InputStream json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      return new AuspiceTreeReader().document(parser);
    } catch (JsonProcessingException e) {
      throw new TreeException(
          "it is no complete JSON (line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + "): "
              + e.getOriginalMessage(),
          e);
    } catch (CharConversionException e) {
      throw new TreeException("it is no text in UTF-8: " + e.getMessage(), e);
    }
  }

  private PhylogeneticTree document(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new TreeException("it is no Auspice JSON v2: it does not begin with '{'");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("meta")) {
        meta(JSON.readTree(parser));
      } else if (field.equals("tree")) {
        if (value != JsonToken.START_OBJECT || builder.size() > 0) {
          throw new TreeException("its \"tree\" is no single tree; Auspice JSON v2 has one root");
        }
        nodes(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (builder.size() == 0) {
      throw new TreeException("it is no Auspice JSON v2: it has no \"tree\"");
    }
    return builder.build();
  }

  private void meta(JsonNode meta) {
    JsonNode extension = meta.path("extensions").path("nextclade");
    List<CladeAttribute> attributes = new ArrayList<>();
    for (JsonNode attribute : extension.path("clade_node_attrs")) {
      String name = attribute.path("name").asText("");
      if (!name.isEmpty() && !name.equals("clade_membership")) {
        attributes.add(
            new CladeAttribute(
                name,
                attribute.path("displayName").asText(name),
                attribute.path("skipAsReference").asBoolean(false),
                definition(attribute)));
      }
    }
    List<NucleotideRange> mask = new ArrayList<>();
    for (JsonNode range : extension.path("placement_mask_ranges")) {
      int begin = range.path("begin").asInt(-1);
      int end = range.path("end").asInt(-1);
      if (begin < 0 || end < begin) {
        throw new TreeException("its placement_mask_ranges have the impossible range " + range);
      }
      mask.add(new NucleotideRange(begin, end));
    }
    builder
        .attributes(attributes)
        .placementMask(mask)
        .searches(
            NodeSearchReader.read(extension.path("ref_nodes")),
            NodeSearchReader.definition(extension.path("ref_nodes")).toString());
  }

  /** An attribute as the file describes it, with Nextclade's defaults. */
  private static String definition(JsonNode attribute) {
    ObjectNode definition = attribute.deepCopy();
    for (String choice : List.of("hideInWeb", "skipAsReference")) {
      definition.remove(choice);
      definition.put(choice, attribute.path(choice).asBoolean(false));
    }
    return definition.toString();
  }

  /** Reads all nodes; the parser stands at the root's '{' and ends at its '}'. */
  private void nodes(JsonParser parser) throws IOException {
    Deque<Integer> path = new ArrayDeque<>();
    Deque<PhylogeneticTreeBuilder.Node> open = new ArrayDeque<>();
    path.push(builder.size());
    open.push(builder.add(-1));
    while (!path.isEmpty()) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_OBJECT) {
        path.pop();
        open.pop();
      } else if (token == JsonToken.START_OBJECT) {
        int parent = path.element();
        path.push(builder.size());
        open.push(builder.add(parent));
      } else if (token == JsonToken.FIELD_NAME) {
        field(parser, parser.currentName(), open.element());
      } else if (token != JsonToken.END_ARRAY) {
        throw new TreeException(
            "line " + parser.currentLocation().getLineNr() + ": expected a node, found " + token);
      }
    }
  }

  private void field(JsonParser parser, String name, PhylogeneticTreeBuilder.Node node)
      throws IOException {
    JsonToken value = parser.nextToken();
    switch (name) {
      case "name" -> node.name(parser.getValueAsString(""));
      case "node_attrs" -> nodeAttributes(JSON.readTree(parser), node);
      case "branch_attrs" -> branchAttributes(JSON.readTree(parser), node);
      case "children" -> {
        if (value != JsonToken.START_ARRAY) {
          throw new TreeException(
              "line " + parser.currentLocation().getLineNr() + ": \"children\" is no array");
        }
      }
      default -> parser.skipChildren();
    }
  }

  private void nodeAttributes(JsonNode attributes, PhylogeneticTreeBuilder.Node node) {
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      JsonNode value = attribute.getValue().path("value");
      switch (attribute.getKey()) {
        case "clade_membership" -> node.clade(value.isTextual() ? shared(value.asText()) : null);
        case "placement_prior" -> {
          if (value.isNumber()) {
            node.prior(value.asDouble());
          }
        }
        case "div" -> node.divergence(attribute.getValue().asDouble(0));
        default -> {
          if (value.isTextual()) {
            node.attribute(shared(attribute.getKey()), shared(value.asText()));
          }
        }
      }
    }
  }

  private void branchAttributes(JsonNode attributes, PhylogeneticTreeBuilder.Node node) {
    for (Map.Entry<String, JsonNode> mutations : attributes.path("mutations").properties()) {
      boolean nucleotides = mutations.getKey().equals("nuc");
      String cds = shared(mutations.getKey());
      for (JsonNode mutation : mutations.getValue()) {
        try {
          if (nucleotides) {
            node.mutation(BranchMutation.parse(mutation.asText()));
          } else {
            node.mutation(AminoAcidBranchMutation.parse(cds, mutation.asText()));
          }
        } catch (IllegalArgumentException e) {
          throw new TreeException("node " + node.name + ": " + e.getMessage(), e);
        }
      }
    }
  }

  private String shared(String text) {
    return strings.computeIfAbsent(text, key -> key);
  }
}
