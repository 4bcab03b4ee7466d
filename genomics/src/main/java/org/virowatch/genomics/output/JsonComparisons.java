package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.virowatch.genomics.placement.NodeDifferences;
import org.virowatch.genomics.placement.TreeComparer;
import org.virowatch.genomics.placement.TreeComparison;

/** Differences from founders and from nodes searched for, as JSON. */
final class JsonComparisons {

  private JsonComparisons() {}

  static void write(JsonGenerator json, TreeComparison comparison) throws IOException {
    for (NodeDifferences founder : comparison.founders()) {
      if (founder.key().equals(TreeComparer.CLADE)) {
        json.writeFieldName("cladeFounderInfo");
        node(json, founder);
      }
    }
    json.writeObjectFieldStart("cladeNodeAttrFounderInfo");
    for (NodeDifferences founder : comparison.founders()) {
      if (!founder.key().equals(TreeComparer.CLADE)) {
        json.writeFieldName(founder.key());
        node(json, founder);
      }
    }
    json.writeEndObject();
    json.writeObjectFieldStart("relativeMutations");
    for (NodeDifferences searched : comparison.searched()) {
      if (searched.nodeName() != null) {
        json.writeFieldName(searched.key());
        node(json, searched);
      }
    }
    json.writeEndObject();
  }

  private static void node(JsonGenerator json, NodeDifferences node) throws IOException {
    json.writeStartObject();
    json.writeStringField("key", node.key());
    if (node.value() != null) {
      json.writeStringField("value", node.value());
    }
    json.writeStringField("nodeName", node.nodeName());
    JsonMutations.privateNucleotides(json, "nucMutations", node.nucleotides());
    JsonMutations.privateAminoAcids(json, "aaMutations", node.aminoAcids());
    json.writeEndObject();
  }
}
