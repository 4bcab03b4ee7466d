package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.dataset.TreeDocument;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * Writes a reference tree, Auspice JSON v2, with genomes hung onto their nearest nodes. The
 * document is streamed: what is not understood is copied as it stands. A genome nearest to a tip
 * hangs with it on a new inner node in the tip's place, as in Nextclade.
 */
public final class TreeGrafter {

  private static final int NESTING_LIMIT = 100_000;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(NESTING_LIMIT)
                          .maxStringLength(100_000_000)
                          .build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(NESTING_LIMIT).build())
                  .build())
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private final TreeDocument document;
  private final PhylogeneticTree tree;

  /**
   * @param document the tree's file
   * @param tree what was read from it
   */
  public TreeGrafter(TreeDocument document, PhylogeneticTree tree) {
    this.document = document;
    this.tree = tree;
  }

  /**
   * Writes the tree.
   *
   * @param grafts nodes of genomes as JSON objects, by the number of the node they hang on
   * @param out receives the document; not closed
   */
  public void write(Map<Integer, List<String>> grafts, OutputStream out) throws IOException {
    document.read(json -> new Pass(json, out, grafts).run());
  }

  /** One way through the document. */
  private final class Pass {
    private final InputStream in;
    private final OutputStream out;
    private final Map<Integer, List<String>> grafts;
    private int next; // number of the next node

    Pass(InputStream in, OutputStream out, Map<Integer, List<String>> grafts) {
      this.in = in;
      this.out = out;
      this.grafts = grafts;
    }

    void run() throws IOException {
      try (JsonParser parser = JSON.createParser(in);
          JsonGenerator json = JSON.createGenerator(out)) {
        parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        parser.nextToken();
        json.writeStartObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String field = parser.currentName();
          parser.nextToken();
          json.writeFieldName(field);
          if (field.equals("tree")) {
            nodes(parser, json);
          } else if (field.equals("meta")) {
            JSON.writeTree(json, coloured(JSON.readTree(parser)));
          } else {
            json.copyCurrentStructure(parser);
          }
        }
        json.writeEndObject();
      }
    }

    /** Copies all nodes; the parser stands at the root's '{' and ends at its '}'. */
    private void nodes(JsonParser parser, JsonGenerator json) throws IOException {
      Deque<Integer> open = new ArrayDeque<>();
      Deque<Boolean> hasChildren = new ArrayDeque<>();
      JsonToken token = parser.currentToken();
      do {
        if (token == JsonToken.START_OBJECT && isGraftedTip(next)) {
          tip(JSON.readTree(parser), json, next);
          next++;
        } else if (token == JsonToken.START_OBJECT) {
          json.writeStartObject();
          open.push(next++);
          hasChildren.push(false);
        } else if (token == JsonToken.END_OBJECT) {
          int node = open.pop();
          if (!hasChildren.pop() && grafts.containsKey(node)) {
            json.writeArrayFieldStart("children");
            hang(json, node);
            json.writeEndArray();
          }
          json.writeEndObject();
        } else if (token == JsonToken.END_ARRAY) {
          hang(json, open.element());
          json.writeEndArray();
        } else if (token == JsonToken.FIELD_NAME) {
          if (field(parser, json)) {
            hasChildren.pop();
            hasChildren.push(true);
          }
        }
        token = open.isEmpty() ? null : parser.nextToken();
      } while (token != null);
    }

    private boolean isGraftedTip(int node) {
      return grafts.containsKey(node) && node > 0 && tree.subtreeEnd(node) == node + 1;
    }

    /** Copies a field of a node; whether it opened the node's children. */
    private boolean field(JsonParser parser, JsonGenerator json) throws IOException {
      String name = parser.currentName();
      json.writeFieldName(name);
      JsonToken value = parser.nextToken();
      if (name.equals("children") && value == JsonToken.START_ARRAY) {
        json.writeStartArray();
        return true;
      }
      json.copyCurrentStructure(parser);
      return false;
    }

    /** A new inner node in the place of a tip, with the tip and the genomes nearest to it. */
    private void tip(JsonNode tip, JsonGenerator json, int node) throws IOException {
      ObjectNode inner = JSON.createObjectNode();
      inner.put("name", tip.path("name").asText() + "_internal");
      ObjectNode attributes = inner.putObject("node_attrs");
      List<String> kept = new ArrayList<>(List.of("div", "clade_membership"));
      tree.cladeAttributes().forEach(attribute -> kept.add(attribute.name()));
      for (String name : kept) {
        if (tip.path("node_attrs").has(name)) {
          attributes.set(name, tip.path("node_attrs").get(name));
        }
      }
      if (tip.has("branch_attrs")) {
        inner.set("branch_attrs", tip.get("branch_attrs").deepCopy());
        ((ObjectNode) tip).putObject("branch_attrs").putObject("mutations");
      }
      ArrayNode children = inner.putArray("children");
      children.add(tip);
      for (String graft : grafts.getOrDefault(node, List.of())) {
        children.add(JSON.readTree(graft));
      }
      JSON.writeTree(json, inner);
    }

    private void hang(JsonGenerator json, int node) throws IOException {
      for (String graft : grafts.getOrDefault(node, List.of())) {
        JSON.writeTree(json, JSON.readTree(graft));
      }
    }

    /** The document's description, with colours that tell the genomes from the tree. */
    private JsonNode coloured(JsonNode meta) {
      if (meta instanceof ObjectNode object) {
        ArrayNode colourings = object.withArray("colorings");
        for (String key : List.of(GraftedGenome.NODE_TYPE, GraftedGenome.QC_STATUS)) {
          ObjectNode colouring = colourings.addObject();
          colouring.put("key", key).put("title", key).put("type", "categorical");
        }
      }
      return meta;
    }
  }
}
