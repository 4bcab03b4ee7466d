package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.call.StopCodon;
import org.virowatch.genomics.placement.PrivateMutations;
import org.virowatch.genomics.quality.FrameShiftsRule;
import org.virowatch.genomics.quality.MissingDataRule;
import org.virowatch.genomics.quality.MixedSitesRule;
import org.virowatch.genomics.quality.PrivateMutationsRule;
import org.virowatch.genomics.quality.QualityReport;
import org.virowatch.genomics.quality.QualityStatus;
import org.virowatch.genomics.quality.RuleResult;
import org.virowatch.genomics.quality.SnpClustersRule;
import org.virowatch.genomics.quality.StopCodonsRule;

/** The object {@code qc}: one object a rule that the dataset applies, and the overall verdict. */
final class JsonQuality {

  private final PrivateMutations mutations;
  private final JsonProteins proteins;

  /**
   * @param mutations differences from the nearest node
   * @param proteins writes frame shifts
   */
  JsonQuality(PrivateMutations mutations, JsonProteins proteins) {
    this.mutations = mutations;
    this.proteins = proteins;
  }

  void write(JsonGenerator json, @Nullable QualityReport report) throws IOException {
    json.writeObjectFieldStart("qc");
    if (report != null) {
      for (RuleResult rule : report.rules()) {
        rule(json, rule);
      }
    }
    json.writeNumberField("overallScore", report == null ? 0 : report.score());
    json.writeStringField(
        "overallStatus", (report == null ? QualityStatus.GOOD : report.status()).toString());
    json.writeEndObject();
  }

  private void rule(JsonGenerator json, RuleResult result) throws IOException {
    if (result instanceof MissingDataRule.Result rule) {
      start(json, "missingData", rule);
      json.writeNumberField("totalMissing", rule.totalMissing());
      json.writeNumberField("missingDataThreshold", rule.threshold());
    } else if (result instanceof MixedSitesRule.Result rule) {
      start(json, "mixedSites", rule);
      json.writeNumberField("totalMixedSites", rule.totalMixedSites());
      json.writeNumberField("mixedSitesThreshold", rule.threshold());
    } else if (result instanceof PrivateMutationsRule.Result rule) {
      start(json, "privateMutations", rule);
      json.writeNumberField("numReversionSubstitutions", mutations.reversions().size());
      json.writeNumberField("numLabeledSubstitutions", mutations.labelled().size());
      json.writeNumberField("numUnlabeledSubstitutions", mutations.unlabelled().size());
      json.writeNumberField("totalDeletionRanges", mutations.deletions().size());
      json.writeNumberField("weightedTotal", rule.weightedTotal());
      json.writeNumberField("excess", rule.excess());
      json.writeNumberField("cutoff", rule.cutoff());
    } else if (result instanceof SnpClustersRule.Result rule) {
      start(json, "snpClusters", rule);
      json.writeNumberField("totalSNPs", rule.totalSnps());
      json.writeArrayFieldStart("clusteredSNPs");
      for (SnpClustersRule.Cluster cluster : rule.clusters()) {
        json.writeStartObject();
        json.writeNumberField("start", cluster.first().zeroBased());
        json.writeNumberField("end", cluster.last().zeroBased());
        json.writeNumberField("numberOfSnps", cluster.snps());
        json.writeEndObject();
      }
      json.writeEndArray();
    } else if (result instanceof FrameShiftsRule.Result rule) {
      start(json, "frameShifts", rule);
      proteins.frameShifts(json, "frameShifts", rule.counted());
      json.writeNumberField("totalFrameShifts", rule.counted().size());
      proteins.frameShifts(json, "frameShiftsIgnored", rule.ignored());
      json.writeNumberField("totalFrameShiftsIgnored", rule.ignored().size());
    } else if (result instanceof StopCodonsRule.Result rule) {
      start(json, "stopCodons", rule);
      stops(json, "stopCodons", rule.counted());
      json.writeNumberField("totalStopCodons", rule.counted().size());
      stops(json, "stopCodonsIgnored", rule.ignored());
      json.writeNumberField("totalStopCodonsIgnored", rule.ignored().size());
    }
    json.writeEndObject();
  }

  private static void start(JsonGenerator json, String name, RuleResult rule) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("score", rule.score());
    json.writeStringField("status", rule.status().toString());
  }

  private static void stops(JsonGenerator json, String field, List<StopCodon> stops)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (StopCodon stop : stops) {
      json.writeStartObject();
      json.writeStringField("cdsName", stop.cds());
      json.writeNumberField("codon", stop.codon().zeroBased());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
