package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.coordinate.NucleotideRange;

/** A genome's nucleotides against the reference, as Nextclade's JSON has them. */
final class JsonNucleotides {

  private JsonNucleotides() {}

  static void write(JsonGenerator json, ReportedGenome reported) throws IOException {
    AnalyzedGenome genome = reported.genome();
    JsonMutations.substitutions(json, "substitutions", genome.substitutions());
    json.writeNumberField("totalSubstitutions", genome.substitutions().size());
    JsonMutations.deletions(json, "deletions", genome.deletions());
    json.writeNumberField("totalDeletions", GenomeColumns.deleted(genome));
    json.writeArrayFieldStart("insertions");
    for (Insertion insertion : genome.insertions()) {
      json.writeStartObject();
      json.writeNumberField("pos", insertion.after().zeroBased());
      json.writeStringField("ins", insertion.bases());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("totalInsertions", GenomeColumns.inserted(genome));
    json.writeArrayFieldStart("missing");
    for (NucleotideRange range : genome.missing()) {
      JsonMutations.letterRange(json, range.begin(), range.end(), "N");
    }
    json.writeEndArray();
    json.writeNumberField("totalMissing", GenomeColumns.missing(genome));
    json.writeArrayFieldStart("nonACGTNs");
    for (AmbiguousBases run : genome.ambiguous()) {
      JsonMutations.letterRange(
          json, run.range().begin(), run.range().end(), String.valueOf(run.code()));
    }
    json.writeEndArray();
    json.writeNumberField("totalNonACGTNs", GenomeColumns.ambiguous(genome));
    int[] counts = new int[128];
    for (byte letter : reported.letters().bases()) {
      counts[letter]++;
    }
    json.writeObjectFieldStart("nucleotideComposition");
    for (char letter = 0; letter < counts.length; letter++) {
      if (counts[letter] > 0) {
        json.writeNumberField(String.valueOf(letter), counts[letter]);
      }
    }
    json.writeEndObject();
  }
}
