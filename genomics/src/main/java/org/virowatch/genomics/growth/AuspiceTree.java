package org.virowatch.genomics.growth;

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
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.dataset.TreeDocument;

/**
 * Writes a grown tree as Auspice JSON v2. What the reference tree's file says beyond what is
 * understood here is copied as it stands.
 */
public final class AuspiceTree {

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

  /**
   * @param document the reference tree's file
   */
  public AuspiceTree(TreeDocument document) {
    this.document = document;
  }

  /**
   * Writes a tree.
   *
   * @param tree grown from what the file holds
   * @param out receives the document; not closed
   */
  public void write(GrownTree tree, OutputStream out) throws IOException {
    document.read(in -> copy(in, tree, out));
  }

  private static void copy(InputStream in, GrownTree tree, OutputStream out) throws IOException {
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
          new Nodes(tree, ownFields(parser)).write(json);
        } else if (field.equals("meta")) {
          JSON.writeTree(json, described(JSON.readTree(parser)));
        } else {
          json.copyCurrentStructure(parser);
        }
      }
      json.writeEndObject();
    }
  }

  /** The fields of each node but its children, JSON objects in depth-first order. */
  private static List<String> ownFields(JsonParser parser) throws IOException {
    List<String> nodes = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    List<StringWriter> texts = new ArrayList<>();
    Deque<JsonGenerator> generators = new ArrayDeque<>();
    JsonToken token = parser.currentToken();
    do {
      if (token == JsonToken.START_OBJECT) {
        StringWriter text = new StringWriter();
        JsonGenerator json = JSON.createGenerator(text);
        json.writeStartObject();
        open.push(nodes.size());
        nodes.add("");
        texts.add(text);
        generators.push(json);
      } else if (token == JsonToken.END_OBJECT) {
        try (JsonGenerator json = generators.pop()) {
          json.writeEndObject();
        }
        nodes.set(open.pop(), texts.remove(texts.size() - 1).toString());
      } else if (token == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (!name.equals("children") || value != JsonToken.START_ARRAY) {
          generators.element().writeFieldName(name);
          generators.element().copyCurrentStructure(parser);
        }
      }
      token = open.isEmpty() ? null : parser.nextToken(); // the ends of arrays say nothing
    } while (token != null);
    return nodes;
  }

  /** The document's description, with colours and filters that tell the genomes from the tree. */
  private static JsonNode described(JsonNode meta) {
    if (!(meta instanceof ObjectNode object)) {
      return meta;
    }
    ArrayNode colourings = JSON.createArrayNode();
    colouring(
        colourings, GraftMaker.NODE_TYPE, Map.of("New", "#ff6961"), Map.of("Reference", "#999999"));
    colouring(
        colourings,
        GraftMaker.QC_STATUS,
        Map.of("good", "#417C52"),
        Map.of("mediocre", "#cab44d"),
        Map.of("bad", "#CA738E"));
    object.path("colorings").forEach(colourings::add);
    object.set("colorings", colourings);
    ArrayNode filters = JSON.createArrayNode();
    filters.add("clade_membership").add(GraftMaker.NODE_TYPE).add(GraftMaker.QC_STATUS);
    object
        .path("filters")
        .forEach(
            filter -> {
              if (!filter.asText().equals("clade_membership")) {
                filters.add(filter);
              }
            });
    object.set("filters", filters);
    object
        .withObject("/display_defaults")
        .put("branch_label", "clade")
        .put("color_by", "clade_membership")
        .put("distance_measure", "div");
    object.putArray("panels").add("tree").add("entropy");
    object.remove("geo_resolutions"); // genomes have no place on a map
    return object;
  }

  @SafeVarargs
  private static void colouring(ArrayNode to, String key, Map<String, String>... scale) {
    ObjectNode colouring = to.addObject();
    colouring.put("key", key).put("title", key).put("type", "categorical");
    ArrayNode colours = colouring.putArray("scale");
    for (Map<String, String> colour : scale) {
      colour.forEach((value, code) -> colours.addArray().add(value).add(code));
    }
  }

  /**
   * Writes the nodes of a tree.
   *
   * @param originals what the file says of the nodes of the reference tree, by their numbers
   */
  private record Nodes(GrownTree tree, List<String> originals) {

    void write(JsonGenerator json) throws IOException {
      Deque<Iterator<GrownNode>> open = new ArrayDeque<>();
      open.push(List.of(tree.root()).iterator());
      while (true) {
        if (open.element().hasNext()) {
          GrownNode node = open.element().next();
          json.writeStartObject();
          ObjectNode fields = fields(node);
          for (Map.Entry<String, JsonNode> field : fields.properties()) {
            json.writeFieldName(field.getKey());
            JSON.writeTree(json, field.getValue());
          }
          if (node.isLeaf()) {
            json.writeEndObject();
          } else {
            json.writeArrayFieldStart("children");
            open.push(node.children.iterator());
          }
        } else {
          open.pop();
          if (open.isEmpty()) {
            return;
          }
          json.writeEndArray();
          json.writeEndObject();
        }
      }
    }

    private ObjectNode fields(GrownNode node) throws IOException {
      ObjectNode fields = node.genome != null ? genome(node.genome) : copied(node);
      if (node.original < 0) {
        fields.put("name", node.name);
        ObjectNode attributes = fields.withObject("/node_attrs");
        attributes.put("div", node.divergence);
        value(attributes, "clade_membership", node.clade);
        node.attributes.forEach((name, value) -> value(attributes, name, value));
      }
      if (node.original < 0 || node.branchChanged) {
        ObjectNode branch = fields.withObject("/branch_attrs");
        branch.set("mutations", mutations(node.changes));
        ObjectNode labels = branch.withObject("/labels");
        labels.put("aa", aminoAcidLabel(node.changes.aminoAcids()));
        if (node.cladeLabel != GrownNode.CladeLabel.KEPT) {
          labels.remove("clade");
        }
        if (node.cladeLabel == GrownNode.CladeLabel.SET) {
          labels.put("clade", node.clade);
        }
      }
      return fields;
    }

    /** What there is of a node to begin with: its own fields, or those of the node it copies. */
    private ObjectNode copied(GrownNode node) throws IOException {
      GrownNode source = node;
      while (source.copyOf != null) {
        source = source.copyOf;
      }
      if (source.genome != null) {
        return genome(source.genome);
      }
      JsonNode fields = JSON.readTree(originals.get(source.original));
      return fields instanceof ObjectNode object ? object : JSON.createObjectNode();
    }

    private static ObjectNode genome(Graft genome) throws IOException {
      ObjectNode fields = JSON.createObjectNode();
      fields.put("name", genome.name());
      fields.putObject("branch_attrs");
      fields.set("node_attrs", JSON.readTree(genome.traits()));
      return fields;
    }

    private static void value(ObjectNode attributes, String name, @Nullable String value) {
      if (value == null) {
        attributes.remove(name);
      } else {
        attributes.putObject(name).put("value", value);
      }
    }

    private ObjectNode mutations(BranchChanges changes) {
      ObjectNode mutations = JSON.createObjectNode();
      ArrayNode bases = mutations.putArray("nuc");
      for (int i = 0; i < changes.nucleotides().size(); i++) {
        long change = changes.nucleotides().get(i);
        bases.add(text(change, (int) SiteChanges.site(change)));
      }
      SiteChanges aminoAcids = changes.aminoAcids();
      for (int i = 0; i < aminoAcids.size(); i++) {
        long site = SiteChanges.site(aminoAcids.get(i));
        mutations
            .withArray("/" + escaped(tree.cdses().cds(site)))
            .add(text(aminoAcids.get(i), tree.cdses().codon(site)));
      }
      return mutations;
    }

    /** A name as a part of a JSON pointer. */
    private static String escaped(String name) {
      return name.replace("~", "~0").replace("/", "~1");
    }

    private String aminoAcidLabel(SiteChanges changes) {
      StringBuilder label = new StringBuilder();
      String cds = "";
      for (int i = 0; i < changes.size(); i++) {
        long site = SiteChanges.site(changes.get(i));
        if (tree.cdses().cds(site).equals(cds)) {
          label.append(", ");
        } else {
          cds = tree.cdses().cds(site);
          label.append(label.isEmpty() ? "" : "; ").append(cds).append(": ");
        }
        label.append(text(changes.get(i), tree.cdses().codon(site)));
      }
      return label.toString();
    }

    /** {@code C241T}. */
    private static String text(long change, int zeroBased) {
      return SiteChanges.from(change) + Integer.toString(zeroBased + 1) + SiteChanges.to(change);
    }
  }
}
