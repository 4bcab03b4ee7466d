package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.placement.NodeLetters;
import org.virowatch.genomics.placement.PrivateAminoAcids;
import org.virowatch.genomics.placement.PrivateMutations;

/** Differences from a node of the tree, as JSON: bases, and amino acids by CDS. */
final class JsonPrivate {

  private JsonPrivate() {}

  /**
   * Writes differing bases.
   *
   * @param node what the node has
   */
  static void nucleotides(
      JsonGenerator json,
      String field,
      PrivateMutations mutations,
      ReportedGenome genome,
      NodeLetters.State node)
      throws IOException {
    byte[] reference = genome.basis().reference();
    json.writeObjectFieldStart(field);
    JsonMutations.substitutions(json, "privateSubstitutions", mutations.substitutions());
    json.writeArrayFieldStart("privateDeletions");
    int deleted = 0;
    for (Deletion deletion : mutations.deletions()) {
      for (int i = deletion.range().begin(); i < deletion.range().end(); i++) {
        JsonMutations.deletion(json, i, node.base(i, reference[i]));
        deleted++;
      }
    }
    json.writeEndArray();
    JsonMutations.deletions(json, "privateDeletionRanges", mutations.deletions());
    JsonMutations.substitutions(json, "reversionSubstitutions", mutations.reversions());
    json.writeArrayFieldStart("labeledSubstitutions");
    for (PrivateMutations.LabelledSubstitution labelled : mutations.labelled()) {
      json.writeStartObject();
      json.writeFieldName("substitution");
      JsonMutations.substitution(json, labelled.substitution());
      JsonMutations.strings(json, "labels", labelled.labels());
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonMutations.substitutions(json, "unlabeledSubstitutions", mutations.unlabelled());
    json.writeNumberField("totalPrivateSubstitutions", PrivateColumns.count(mutations));
    json.writeNumberField("totalPrivateDeletions", deleted);
    json.writeNumberField("totalReversionSubstitutions", mutations.reversions().size());
    json.writeNumberField("totalLabeledSubstitutions", mutations.labelled().size());
    json.writeNumberField("totalUnlabeledSubstitutions", mutations.unlabelled().size());
    json.writeEndObject();
  }

  /** Writes differing amino acids: one object a translated CDS, by name. */
  static void aminoAcids(
      JsonGenerator json,
      String field,
      PrivateAminoAcids mutations,
      ReportedGenome genome,
      NodeLetters.State node)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (String cds : new TreeSet<>(genome.proteins().keySet())) {
      json.writeFieldName(cds);
      ofCds(json, cds, mutations, genome, node);
    }
    json.writeEndObject();
  }

  private static void ofCds(
      JsonGenerator json,
      String cds,
      PrivateAminoAcids mutations,
      ReportedGenome genome,
      NodeLetters.State node)
      throws IOException {
    List<AminoAcidSubstitution> substitutions = of(cds, mutations.substitutions());
    List<AminoAcidDeletion> deletions =
        mutations.deletions().stream().filter(deletion -> deletion.cds().equals(cds)).toList();
    List<AminoAcidSubstitution> reversions = of(cds, mutations.reversions());
    List<AminoAcidSubstitution> unlabelled = of(cds, mutations.unlabelled());
    json.writeStartObject();
    json.writeStringField("cdsName", cds);
    JsonMutations.aminoAcids(json, "privateSubstitutions", substitutions);
    JsonMutations.aminoAcidDeletions(json, "privateDeletions", deletions);
    json.writeArrayFieldStart("privateDeletionRanges");
    for (NucleotideRange range :
        JsonMutations.neighbours(
            deletions.stream().map(one -> one.position().zeroBased()).toList())) {
      json.writeStartObject();
      JsonMutations.range(json, "range", range.begin(), range.end());
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonMutations.aminoAcids(json, "reversionSubstitutions", reversions);
    int labels = 0;
    json.writeArrayFieldStart("labeledSubstitutions");
    for (PrivateAminoAcids.Labelled labelled : mutations.labelled()) {
      if (labelled.substitution().cds().equals(cds)) {
        json.writeStartObject();
        json.writeFieldName("substitution");
        JsonMutations.aminoAcid(json, labelled.substitution());
        JsonMutations.strings(json, "labels", labelled.labels());
        json.writeEndObject();
        labels++;
      }
    }
    json.writeEndArray();
    JsonMutations.aminoAcids(json, "unlabeledSubstitutions", unlabelled);
    json.writeNumberField("totalPrivateSubstitutions", substitutions.size());
    json.writeNumberField("totalPrivateDeletions", deletions.size());
    json.writeNumberField("totalReversionSubstitutions", reversions.size());
    json.writeNumberField("totalLabeledSubstitutions", labels);
    json.writeNumberField("totalUnlabeledSubstitutions", unlabelled.size());
    AminoAcidGroups groups =
        new AminoAcidGroups(Objects.requireNonNull(genome.proteins().get(cds)), genome, node);
    json.writeArrayFieldStart("aaChangesGroups");
    groups.write(json, groups.group(codons(substitutions, deletions)));
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Changed codons of one CDS in ascending order. */
  static List<Integer> codons(
      List<AminoAcidSubstitution> substitutions, List<AminoAcidDeletion> deletions) {
    List<Integer> codons = new ArrayList<>();
    substitutions.forEach(one -> codons.add(one.position().zeroBased()));
    deletions.forEach(one -> codons.add(one.position().zeroBased()));
    codons.sort(null);
    return codons;
  }

  static List<AminoAcidSubstitution> of(String cds, List<AminoAcidSubstitution> list) {
    return list.stream().filter(substitution -> substitution.cds().equals(cds)).toList();
  }
}
