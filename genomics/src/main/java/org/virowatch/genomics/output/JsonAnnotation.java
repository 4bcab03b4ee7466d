package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.annotation.FeatureLine;
import org.virowatch.genomics.annotation.Gene;
import org.virowatch.genomics.annotation.GeneCds;
import org.virowatch.genomics.annotation.Strand;

/** The genes of a genome as JSON. */
final class JsonAnnotation {

  private JsonAnnotation() {}

  static void write(JsonGenerator json, List<Gene> genes) throws IOException {
    json.writeObjectFieldStart("annotation");
    json.writeArrayFieldStart("genes");
    for (Gene gene : genes) {
      json.writeStartObject();
      json.writeNumberField("index", gene.line().index());
      described(json, gene.line());
      JsonMutations.range(json, "range", gene.range().begin(), gene.range().end());
      json.writeArrayFieldStart("cdses");
      for (GeneCds cds : gene.cdses()) {
        cds(json, cds);
      }
      json.writeEndArray();
      json.writeBooleanField("compatIsCds", gene.madeOfCds());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void cds(JsonGenerator json, GeneCds cds) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", cds.id());
    json.writeStringField("name", cds.name());
    json.writeStringField("product", cds.product());
    json.writeArrayFieldStart("segments");
    for (int i = 0; i < cds.segments().size(); i++) {
      segment(json, cds, i);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("proteins");
    for (GeneCds.Peptide peptide : cds.peptides()) {
      peptide(json, peptide);
    }
    json.writeEndArray();
    JsonMutations.strings(
        json,
        "exceptions",
        cds.segments().stream()
            .flatMap(segment -> segment.line().exceptions().stream())
            .distinct()
            .toList());
    attributes(json, cds.attributes());
    json.writeBooleanField("compatIsGene", cds.madeOfGene());
    json.writeEndObject();
  }

  private static void segment(JsonGenerator json, GeneCds cds, int number) throws IOException {
    GeneCds.Segment segment = cds.segments().get(number);
    json.writeStartObject();
    json.writeNumberField("index", segment.line().index());
    described(json, segment.line());
    JsonMutations.range(json, "range", segment.range().begin(), segment.range().end());
    JsonMutations.range(json, "rangeLocal", segment.offset(), segment.offset() + segment.length());
    GeneCds.Landmark landmark = segment.landmark();
    if (landmark != null) {
      json.writeObjectFieldStart("landmark");
      json.writeNumberField("index", landmark.line().index());
      json.writeStringField("id", landmark.line().id());
      json.writeStringField("name", landmark.line().name());
      JsonMutations.range(json, "range", landmark.range().begin(), landmark.range().end());
      json.writeStringField("strand", strand(landmark.strand()));
      json.writeBooleanField("isCircular", landmark.circular());
      json.writeEndObject();
    }
    wrap(json, cds, number);
    json.writeStringField("strand", strand(segment.strand()));
    json.writeNumberField("frame", segment.frame());
    json.writeNumberField("phase", segment.phase());
    truncation(json, segment);
    json.writeBooleanField("compatIsGene", cds.madeOfGene());
    json.writeEndObject();
  }

  private static void wrap(JsonGenerator json, GeneCds cds, int number) throws IOException {
    int wrap = cds.segments().get(number).wrap();
    if (wrap < 2) {
      json.writeStringField("wrappingPart", wrap == 0 ? "non-wrapping" : "wrapping-start");
      return;
    }
    boolean last =
        number == cds.segments().size() - 1 || cds.segments().get(number + 1).wrap() <= wrap;
    json.writeObjectFieldStart("wrappingPart");
    json.writeNumberField(last ? "wrapping-end" : "wrapping-central", wrap - 1);
    json.writeEndObject();
  }

  private static void truncation(JsonGenerator json, GeneCds.Segment segment) throws IOException {
    int left = segment.cutLeft();
    int right = segment.cutRight();
    if (left == 0 && right == 0) {
      json.writeStringField("truncation", "none");
      return;
    }
    json.writeObjectFieldStart("truncation");
    if (left > 0 && right > 0) {
      json.writeArrayFieldStart("both");
      json.writeNumber(left);
      json.writeNumber(right);
      json.writeEndArray();
    } else {
      json.writeNumberField(
          segment.cutFivePrime() > 0 ? "fivePrime" : "threePrime", Math.max(left, right));
    }
    json.writeEndObject();
  }

  private static void peptide(JsonGenerator json, GeneCds.Peptide peptide) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", peptide.id());
    json.writeStringField("name", peptide.name());
    json.writeStringField("product", peptide.product());
    json.writeArrayFieldStart("segments");
    for (GeneCds.PeptideSegment segment : peptide.segments()) {
      json.writeStartObject();
      described(json, segment.line());
      JsonMutations.range(json, "range", segment.range().begin(), segment.range().end());
      json.writeBooleanField("compatIsCds", segment.madeOfGene());
      json.writeBooleanField("compatIsGene", segment.madeOfGene());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void described(JsonGenerator json, FeatureLine line) throws IOException {
    json.writeStringField("id", line.id());
    json.writeStringField("name", line.name());
    JsonMutations.strings(json, "exceptions", line.exceptions());
    attributes(json, line.attributes());
    given(json, "gffSeqid", line.seqId());
    given(json, "gffSource", line.source());
    given(json, "gffFeatureType", line.type());
  }

  private static void attributes(JsonGenerator json, Map<String, List<String>> attributes)
      throws IOException {
    json.writeObjectFieldStart("attributes");
    for (Map.Entry<String, List<String>> attribute : attributes.entrySet()) {
      JsonMutations.strings(json, attribute.getKey(), attribute.getValue());
    }
    json.writeEndObject();
  }

  private static void given(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }

  private static String strand(Strand strand) {
    return strand == Strand.FORWARD ? "+" : "-";
  }
}
