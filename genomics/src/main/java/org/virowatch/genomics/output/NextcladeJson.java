package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.AminoAcidInsertion;
import org.virowatch.genomics.call.FrameShift;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.call.UnknownCodons;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.detect.DatasetMatch;
import org.virowatch.genomics.detect.Detection;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.trait.MotifMatch;
import org.virowatch.genomics.trait.PhenotypeScore;
import org.virowatch.genomics.watchlist.WatchlistHit;

/**
 * Results as JSON objects with Nextclade v3's field names. Positions are 0-based and ranges half
 * open, as in Nextclade's JSON. Beyond Nextclade's there are {@code lineage} and {@code watchlist}.
 * Immutable and thread-safe.
 */
public final class NextcladeJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final ReferenceDataset dataset;

  /**
   * @param dataset what the genomes were read against, where none was detected
   */
  public NextcladeJson(ReferenceDataset dataset) {
    this.dataset = dataset;
  }

  /** The object of a sequence, in UTF-8, on one line without a line end. */
  public byte[] object(long index, AnalysisResult result) {
    return object(index, result, null);
  }

  /**
   * The object of a sequence whose dataset was detected.
   *
   * @param detection what was detected, which becomes the field {@code detection}; null if the
   *     dataset was named
   */
  public byte[] object(long index, AnalysisResult result, @Nullable Detection detection) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("index", index);
      json.writeStringField("seqName", result.name());
      ReferenceDataset read = dataset;
      if (detection != null) {
        detection(json, detection);
        read = detection.certain().map(DatasetMatch::dataset).orElse(dataset);
      }
      if (result instanceof AnalyzedGenome genome) {
        genome(json, genome, read);
      } else if (result instanceof AnalysisFailure failure) {
        json.writeArrayFieldStart("errors");
        json.writeString(failure.reason() + ": " + failure.message());
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JSON in memory", e);
    }
    return bytes.toByteArray();
  }

  private static void detection(JsonGenerator json, Detection detection) throws IOException {
    json.writeObjectFieldStart("detection");
    json.writeStringField("verdict", detection.verdict().toString());
    json.writeNumberField("numWords", detection.words());
    json.writeArrayFieldStart("datasets");
    for (DatasetMatch match : detection.matches()) {
      json.writeStartObject();
      json.writeStringField("name", match.dataset().name());
      json.writeNumberField("numHits", match.hits());
      json.writeNumberField("score", match.score());
      json.writeBooleanField("isReverseComplement", match.reversed());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void genome(JsonGenerator json, AnalyzedGenome genome, ReferenceDataset dataset)
      throws IOException {
    json.writeStringField("refName", dataset.referenceName());
    json.writeStringField("datasetName", dataset.name());
    JsonMutations.substitutions(json, "substitutions", genome.substitutions());
    json.writeNumberField("totalSubstitutions", genome.substitutions().size());
    JsonMutations.deletions(json, "deletions", genome.deletions());
    json.writeNumberField(
        "totalDeletions", genome.deletions().stream().mapToInt(d -> d.range().length()).sum());
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
    proteins(json, genome);
    JsonMutations.range(json, "alignmentRange", genome.aligned().begin(), genome.aligned().end());
    json.writeNumberField("alignmentScore", genome.alignmentScore());
    json.writeNumberField("totalPcrPrimerChanges", 0);
    json.writeNumberField("coverage", GenomeColumns.coverage(genome, dataset.length()));
    json.writeObjectFieldStart("cdsCoverage");
    for (Map.Entry<String, Double> cds : new TreeMap<>(genome.aminoAcids().coverage()).entrySet()) {
      json.writeNumberField(cds.getKey(), cds.getValue());
    }
    json.writeEndObject();
    json.writeBooleanField("isReverseComplement", genome.reverseComplemented());
    placed(json, genome);
    JsonQuality.write(json, genome.quality());
    traits(json, genome);
    json.writeArrayFieldStart("warnings");
    for (String warning : genome.warnings()) {
      json.writeStartObject();
      json.writeStringField("warning", warning);
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonMutations.strings(json, "missingCdses", genome.aminoAcids().failedCdses());
  }

  private static void proteins(JsonGenerator json, AnalyzedGenome genome) throws IOException {
    json.writeArrayFieldStart("frameShifts");
    for (FrameShift shift : genome.frameShifts()) {
      json.writeStartObject();
      json.writeStringField("cdsName", shift.cds());
      JsonMutations.range(json, "codon", shift.codons().begin(), shift.codons().end());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("totalFrameShifts", genome.frameShifts().size());
    JsonMutations.aminoAcids(json, "aaSubstitutions", genome.aaSubstitutions());
    json.writeNumberField("totalAminoacidSubstitutions", genome.aaSubstitutions().size());
    JsonMutations.aminoAcidDeletions(json, "aaDeletions", genome.aaDeletions());
    json.writeNumberField("totalAminoacidDeletions", genome.aaDeletions().size());
    json.writeArrayFieldStart("aaInsertions");
    for (AminoAcidInsertion insertion : genome.aaInsertions()) {
      json.writeStartObject();
      json.writeStringField("cds", insertion.cds());
      json.writeNumberField("pos", insertion.after().zeroBased());
      json.writeStringField("ins", insertion.aminoAcids());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("totalAminoacidInsertions", genome.aaInsertions().size());
    unknown(json, genome.aminoAcids().unknown());
  }

  /** Runs of unknown amino acids, one object a CDS. */
  private static void unknown(JsonGenerator json, List<UnknownCodons> runs) throws IOException {
    json.writeArrayFieldStart("unknownAaRanges");
    int total = 0;
    for (int i = 0; i < runs.size(); ) {
      String cds = runs.get(i).cds();
      int length = 0;
      json.writeStartObject();
      json.writeStringField("cdsName", cds);
      json.writeArrayFieldStart("ranges");
      for (; i < runs.size() && runs.get(i).cds().equals(cds); i++) {
        UnknownCodons run = runs.get(i);
        JsonMutations.letterRange(json, run.codons().begin(), run.codons().end(), "X");
        length += run.codons().length();
      }
      json.writeEndArray();
      json.writeNumberField("length", length);
      json.writeEndObject();
      total += length;
    }
    json.writeEndArray();
    json.writeNumberField("totalUnknownAa", total);
  }

  private static void placed(JsonGenerator json, AnalyzedGenome genome) throws IOException {
    Placement placement = genome.placement();
    if (placement == null) {
      return;
    }
    if (placement.clade() != null) {
      json.writeStringField("clade", placement.clade());
    }
    if (placement.lineage() != null) {
      json.writeStringField("lineage", placement.lineage());
    }
    json.writeStringField("nearestNodeName", placement.nodeName());
    json.writeObjectFieldStart("customNodeAttributes");
    for (Map.Entry<String, String> attribute : placement.attributes().entrySet()) {
      json.writeStringField(attribute.getKey(), attribute.getValue());
    }
    json.writeEndObject();
    JsonMutations.privateNucleotides(json, "privateNucMutations", placement.privateMutations());
    JsonMutations.privateAminoAcids(
        json, "privateAaMutations", genome.findings().comparison().aminoAcids());
    JsonComparisons.write(json, genome.findings().comparison());
  }

  private static void traits(JsonGenerator json, AnalyzedGenome genome) throws IOException {
    if (!genome.findings().phenotypes().isEmpty()) {
      json.writeArrayFieldStart("phenotypeValues");
      for (PhenotypeScore score : genome.findings().phenotypes()) {
        json.writeStartObject();
        json.writeStringField("name", score.name());
        json.writeStringField("cds", score.cds());
        json.writeNumberField("value", score.value());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    Map<String, List<MotifMatch>> motifs = new TreeMap<>();
    for (MotifMatch match : genome.findings().motifs()) {
      motifs.computeIfAbsent(match.name(), name -> new java.util.ArrayList<>()).add(match);
    }
    json.writeObjectFieldStart("aaMotifs");
    for (Map.Entry<String, List<MotifMatch>> motif : motifs.entrySet()) {
      json.writeArrayFieldStart(motif.getKey());
      for (MotifMatch match : motif.getValue()) {
        json.writeStartObject();
        json.writeStringField("name", match.name());
        json.writeStringField("cds", match.cds());
        json.writeNumberField("position", match.position().zeroBased());
        json.writeStringField("seq", match.aminoAcids());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeArrayFieldStart("watchlist");
    for (WatchlistHit hit : genome.findings().watchlist()) {
      json.writeStartObject();
      json.writeStringField("list", hit.list());
      json.writeStringField("panel", hit.panel());
      json.writeStringField("mutations", hit.mutations());
      json.writeStringField("entry", hit.entry().mutation());
      json.writeStringField("alias", hit.entry().alias());
      json.writeStringField("effect", hit.entry().effect());
      json.writeStringField("source", hit.entry().source());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
