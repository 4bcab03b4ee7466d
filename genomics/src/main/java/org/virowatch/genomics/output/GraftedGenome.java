package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.placement.NodeLetters;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.placement.PrivateAminoAcids;
import org.virowatch.genomics.placement.PrivateMutations;
import org.virowatch.genomics.tree.PhylogeneticTree;

/**
 * Genomes as nodes of an Auspice tree: the private mutations are the branch's, and the branch is as
 * long as there are private substitutions outside the tree's {@code placement_mask_ranges}.
 * Immutable and thread-safe.
 */
public final class GraftedGenome {

  static final String NODE_TYPE = "Node type";
  static final String QC_STATUS = "QC Status";

  private static final JsonFactory FACTORY = new JsonFactory();

  private final byte[] reference;
  private final NodeLetters letters;
  private final BranchLength branches;

  /**
   * @param dataset whose reference the tree is grown from
   */
  public GraftedGenome(ReferenceDataset dataset, PhylogeneticTree tree) {
    this.reference = dataset.reference();
    this.letters = new NodeLetters(tree);
    this.branches = new BranchLength(tree, dataset.length());
  }

  /** The node of a genome, as a JSON object. */
  public String node(AnalyzedGenome genome, Placement placement) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("name", genome.name());
      json.writeObjectFieldStart("branch_attrs");
      json.writeObjectFieldStart("mutations");
      mutations(json, genome, placement);
      json.writeEndObject();
      json.writeEndObject();
      json.writeObjectFieldStart("node_attrs");
      json.writeNumberField("div", divergence(placement));
      value(json, "clade_membership", placement.clade());
      for (Map.Entry<String, String> attribute : placement.attributes().entrySet()) {
        value(json, attribute.getKey(), attribute.getValue());
      }
      value(json, NODE_TYPE, "New");
      value(json, QC_STATUS, genome.quality() == null ? "" : genome.quality().status().toString());
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JSON in memory", e);
    }
    return text.toString();
  }

  /** Divergence of a genome on its branch. */
  public double divergence(Placement placement) {
    return branches.asNode(placement);
  }

  private void mutations(JsonGenerator json, AnalyzedGenome genome, Placement placement)
      throws IOException {
    PrivateMutations mutations = placement.privateMutations();
    NodeLetters.State node = letters.of(placement.node());
    List<String> nucleotides = new ArrayList<>();
    mutations.substitutions().forEach(change -> nucleotides.add(change.toString()));
    for (Deletion deletion : mutations.deletions()) {
      for (int i = deletion.range().begin(); i < deletion.range().end(); i++) {
        nucleotides.add(node.base(i, reference[i]) + Integer.toString(i + 1) + "-");
      }
    }
    if (!nucleotides.isEmpty()) {
      JsonMutations.strings(json, "nuc", nucleotides);
    }
    PrivateAminoAcids aminoAcids = genome.findings().comparison().aminoAcids();
    Map<String, List<String>> proteins = new TreeMap<>();
    for (AminoAcidSubstitution change : aminoAcids.substitutions()) {
      proteins
          .computeIfAbsent(change.cds(), cds -> new ArrayList<>())
          .add(change.reference() + "" + change.position().oneBased() + change.query());
    }
    for (AminoAcidDeletion change : aminoAcids.deletions()) {
      proteins
          .computeIfAbsent(change.cds(), cds -> new ArrayList<>())
          .add(change.reference() + "" + change.position().oneBased() + "-");
    }
    for (Map.Entry<String, List<String>> protein : proteins.entrySet()) {
      JsonMutations.strings(json, protein.getKey(), protein.getValue());
    }
  }

  private static void value(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeObjectFieldStart(name);
      json.writeStringField("value", value);
      json.writeEndObject();
    }
  }
}
