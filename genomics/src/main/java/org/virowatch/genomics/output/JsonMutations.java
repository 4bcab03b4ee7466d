package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.placement.PrivateAminoAcids;
import org.virowatch.genomics.placement.PrivateMutations;

/** Mutations as Nextclade's JSON has them: 0-based positions, half-open ranges. */
final class JsonMutations {

  private JsonMutations() {}

  static void substitutions(JsonGenerator json, String field, List<Substitution> list)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Substitution substitution : list) {
      substitution(json, substitution);
    }
    json.writeEndArray();
  }

  private static void substitution(JsonGenerator json, Substitution substitution)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("pos", substitution.position().zeroBased());
    json.writeStringField("refNuc", String.valueOf(substitution.reference()));
    json.writeStringField("qryNuc", String.valueOf(substitution.query()));
    json.writeEndObject();
  }

  static void deletions(JsonGenerator json, String field, List<Deletion> list) throws IOException {
    json.writeArrayFieldStart(field);
    for (Deletion deletion : list) {
      json.writeStartObject();
      range(json, "range", deletion.range().begin(), deletion.range().end());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void aminoAcids(JsonGenerator json, String field, List<AminoAcidSubstitution> list)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (AminoAcidSubstitution substitution : list) {
      aminoAcid(json, substitution);
    }
    json.writeEndArray();
  }

  private static void aminoAcid(JsonGenerator json, AminoAcidSubstitution substitution)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("cdsName", substitution.cds());
    json.writeNumberField("pos", substitution.position().zeroBased());
    json.writeStringField("refAa", String.valueOf(substitution.reference()));
    json.writeStringField("qryAa", String.valueOf(substitution.query()));
    json.writeEndObject();
  }

  static void aminoAcidDeletions(JsonGenerator json, String field, List<AminoAcidDeletion> list)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (AminoAcidDeletion deletion : list) {
      json.writeStartObject();
      json.writeStringField("cdsName", deletion.cds());
      json.writeNumberField("pos", deletion.position().zeroBased());
      json.writeStringField("refAa", String.valueOf(deletion.reference()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void letterRange(JsonGenerator json, int begin, int end, String letter)
      throws IOException {
    json.writeStartObject();
    range(json, "range", begin, end);
    json.writeStringField("letter", letter);
    json.writeEndObject();
  }

  static void range(JsonGenerator json, String field, int begin, int end) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("begin", begin);
    json.writeNumberField("end", end);
    json.writeEndObject();
  }

  static void strings(JsonGenerator json, String field, List<String> list) throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : list) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static void privateNucleotides(JsonGenerator json, String field, PrivateMutations mutations)
      throws IOException {
    json.writeObjectFieldStart(field);
    substitutions(json, "privateSubstitutions", mutations.substitutions());
    deletions(json, "privateDeletionRanges", mutations.deletions());
    substitutions(json, "reversionSubstitutions", mutations.reversions());
    json.writeArrayFieldStart("labeledSubstitutions");
    for (PrivateMutations.LabelledSubstitution labelled : mutations.labelled()) {
      json.writeStartObject();
      json.writeFieldName("substitution");
      substitution(json, labelled.substitution());
      strings(json, "labels", labelled.labels());
      json.writeEndObject();
    }
    json.writeEndArray();
    substitutions(json, "unlabeledSubstitutions", mutations.unlabelled());
    json.writeNumberField("totalPrivateSubstitutions", PrivateColumns.count(mutations));
    json.writeNumberField(
        "totalPrivateDeletions",
        mutations.deletions().stream().mapToInt(deletion -> deletion.range().length()).sum());
    json.writeNumberField("totalReversionSubstitutions", mutations.reversions().size());
    json.writeNumberField("totalLabeledSubstitutions", mutations.labelled().size());
    json.writeNumberField("totalUnlabeledSubstitutions", mutations.unlabelled().size());
    json.writeEndObject();
  }

  /** One object a CDS that differs. */
  static void privateAminoAcids(JsonGenerator json, String field, PrivateAminoAcids mutations)
      throws IOException {
    Set<String> names = new TreeSet<>();
    List<AminoAcidSubstitution> all = mutations.substitutions();
    all.forEach(substitution -> names.add(substitution.cds()));
    mutations.deletions().forEach(deletion -> names.add(deletion.cds()));
    json.writeObjectFieldStart(field);
    for (String cds : new LinkedHashSet<>(names)) {
      json.writeObjectFieldStart(cds);
      json.writeStringField("cdsName", cds);
      aminoAcids(json, "privateSubstitutions", of(cds, all));
      aminoAcidDeletions(
          json,
          "privateDeletions",
          mutations.deletions().stream().filter(del -> del.cds().equals(cds)).toList());
      aminoAcids(json, "reversionSubstitutions", of(cds, mutations.reversions()));
      json.writeArrayFieldStart("labeledSubstitutions");
      for (PrivateAminoAcids.Labelled labelled : mutations.labelled()) {
        if (labelled.substitution().cds().equals(cds)) {
          json.writeStartObject();
          json.writeFieldName("substitution");
          aminoAcid(json, labelled.substitution());
          strings(json, "labels", labelled.labels());
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      aminoAcids(json, "unlabeledSubstitutions", of(cds, mutations.unlabelled()));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static List<AminoAcidSubstitution> of(String cds, List<AminoAcidSubstitution> list) {
    return list.stream().filter(substitution -> substitution.cds().equals(cds)).toList();
  }
}
