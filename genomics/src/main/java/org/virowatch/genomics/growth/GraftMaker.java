package org.virowatch.genomics.growth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.output.NumberText;
import org.virowatch.genomics.placement.NodeLetters;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.placement.PrivateAminoAcids;
import org.virowatch.genomics.placement.PrivateMutations;
import org.virowatch.genomics.trait.PhenotypeScore;
import org.virowatch.genomics.tree.PhylogeneticTree;

/** Makes placed genomes ready to be built into their tree. Immutable and thread-safe. */
public final class GraftMaker {

  static final String NODE_TYPE = "Node type";
  static final String QC_STATUS = "QC Status";

  /** With a space, since Auspice leaves out "Unknown" as a value to filter by. */
  private static final String UNKNOWN = "Unknown ";

  private static final JsonFactory FACTORY = new JsonFactory();

  private final byte[] reference;
  private final PhylogeneticTree tree;
  private final NodeLetters letters;
  private final CdsSites cdses;
  private final BranchMeasure measure;

  /**
   * @param dataset whose reference the tree is grown from
   * @param tree its tree
   */
  public GraftMaker(ReferenceDataset dataset, PhylogeneticTree tree) {
    this.reference = dataset.reference();
    this.tree = tree;
    this.letters = new NodeLetters(tree);
    this.measure = new BranchMeasure(tree, dataset.length());
    Set<String> names = new HashSet<>();
    dataset.annotation().codingSequences().forEach(cds -> names.add(cds.name()));
    for (int node = 0; node < tree.size(); node++) {
      tree.aminoAcidMutations(node).forEach(mutation -> names.add(mutation.cds()));
    }
    this.cdses = new CdsSites(names);
  }

  PhylogeneticTree tree() {
    return tree;
  }

  CdsSites cdses() {
    return cdses;
  }

  BranchMeasure measure() {
    return measure;
  }

  /**
   * A genome to be built in.
   *
   * @param index number of the sequence in the input, from 0
   */
  public Graft graft(long index, AnalyzedGenome genome, Placement placement) {
    return new Graft(
        index,
        genome.name(),
        placement.node(),
        placement.privateMutations().substitutions().size(),
        new BranchChanges(
            bases(placement), aminoAcids(genome.findings().comparison().aminoAcids())),
        placement.clade(),
        placement.attributes(),
        traits(genome));
  }

  private SiteChanges bases(Placement placement) {
    SiteChanges.Collector changes = new SiteChanges.Collector();
    PrivateMutations mutations = placement.privateMutations();
    for (Substitution change : mutations.substitutions()) {
      changes.add(change.position().zeroBased(), change.reference(), change.query());
    }
    NodeLetters.State node = letters.of(placement.node());
    for (Deletion deletion : mutations.deletions()) {
      for (int i = deletion.range().begin(); i < deletion.range().end(); i++) {
        changes.add(i, node.base(i, reference[i]), '-');
      }
    }
    return changes.changes();
  }

  private SiteChanges aminoAcids(PrivateAminoAcids differences) {
    SiteChanges.Collector changes = new SiteChanges.Collector();
    for (AminoAcidSubstitution change : differences.substitutions()) {
      changes.add(
          cdses.site(change.cds(), change.position().zeroBased()),
          change.reference(),
          change.query());
    }
    for (AminoAcidDeletion change : differences.deletions()) {
      changes.add(cdses.site(change.cds(), change.position().zeroBased()), change.reference(), '-');
    }
    return changes.changes();
  }

  private static String traits(AnalyzedGenome genome) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      value(json, NODE_TYPE, "New");
      for (String place : List.of("region", "country", "division")) {
        value(json, place, UNKNOWN);
      }
      value(
          json,
          "Alignment",
          "start: "
              + genome.aligned().begin()
              + ", end: "
              + genome.aligned().end()
              + " (score: "
              + genome.alignmentScore()
              + ")");
      value(json, "Missing", listed(genome.missing()));
      value(json, "Gaps", listed(genome.deletions()));
      value(json, "Non-ACGTNs", listed(genome.ambiguous()));
      value(json, QC_STATUS, genome.quality() == null ? "" : genome.quality().status().toString());
      for (PhenotypeScore score : genome.findings().phenotypes()) {
        value(json, score.name(), NumberText.number(score.value()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JSON in memory", e);
    }
    return text.toString();
  }

  private static String listed(List<?> things) {
    return things.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static void value(JsonGenerator json, String name, String value) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("value", value);
    json.writeEndObject();
  }
}
