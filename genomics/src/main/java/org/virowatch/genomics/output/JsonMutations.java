package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.call.Substitution;
import org.virowatch.genomics.coordinate.CodonRange;
import org.virowatch.genomics.coordinate.NucleotideRange;

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

  static void substitution(JsonGenerator json, Substitution substitution) throws IOException {
    int position = substitution.position().zeroBased();
    substitution(json, position, substitution.reference(), substitution.query());
  }

  static void substitution(JsonGenerator json, int position, char reference, char query)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("pos", position);
    json.writeStringField("refNuc", String.valueOf(reference));
    json.writeStringField("qryNuc", String.valueOf(query));
    json.writeEndObject();
  }

  static void deletion(JsonGenerator json, int position, char reference) throws IOException {
    json.writeStartObject();
    json.writeNumberField("pos", position);
    json.writeStringField("refNuc", String.valueOf(reference));
    json.writeEndObject();
  }

  /** Runs of neighbouring positions, of which the list has each once in ascending order. */
  static List<NucleotideRange> neighbours(List<Integer> positions) {
    List<NucleotideRange> runs = new ArrayList<>();
    for (int position : positions) {
      int last = runs.size() - 1;
      if (last >= 0 && runs.get(last).end() == position) {
        runs.set(last, new NucleotideRange(runs.get(last).begin(), position + 1));
      } else {
        runs.add(new NucleotideRange(position, position + 1));
      }
    }
    return runs;
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

  static void aminoAcid(JsonGenerator json, AminoAcidSubstitution substitution) throws IOException {
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
    json.writeStringField("character", letter);
    json.writeEndObject();
  }

  static void range(JsonGenerator json, String field, int begin, int end) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeNumberField("begin", begin);
    json.writeNumberField("end", end);
    json.writeEndObject();
  }

  static void ranges(JsonGenerator json, String field, List<NucleotideRange> ranges)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (NucleotideRange range : ranges) {
      json.writeStartObject();
      json.writeNumberField("begin", range.begin());
      json.writeNumberField("end", range.end());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void codonRanges(JsonGenerator json, String field, List<CodonRange> ranges)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (CodonRange range : ranges) {
      json.writeStartObject();
      json.writeNumberField("begin", range.begin());
      json.writeNumberField("end", range.end());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void strings(JsonGenerator json, String field, List<String> list) throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : list) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
