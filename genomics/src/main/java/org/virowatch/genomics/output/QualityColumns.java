package org.virowatch.genomics.output;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.virowatch.genomics.call.StopCodon;
import org.virowatch.genomics.quality.QualityReport;
import org.virowatch.genomics.quality.RuleResult;
import org.virowatch.genomics.quality.SnpClustersRule;

/**
 * The columns of quality control. Two of Nextclade's habits are kept: a cluster of SNPs is written
 * with the 0-based position of its last SNP, and a stop codon with its 0-based codon.
 */
final class QualityColumns {

  static final List<String> NAMES =
      List.of(
          "qc.missingData.missingDataThreshold",
          "qc.missingData.score",
          "qc.missingData.status",
          "qc.missingData.totalMissing",
          "qc.mixedSites.mixedSitesThreshold",
          "qc.mixedSites.score",
          "qc.mixedSites.status",
          "qc.mixedSites.totalMixedSites",
          "qc.privateMutations.cutoff",
          "qc.privateMutations.excess",
          "qc.privateMutations.score",
          "qc.privateMutations.status",
          "qc.privateMutations.total",
          "qc.snpClusters.clusteredSNPs",
          "qc.snpClusters.score",
          "qc.snpClusters.status",
          "qc.snpClusters.totalSNPs",
          "qc.frameShifts.frameShifts",
          "qc.frameShifts.totalFrameShifts",
          "qc.frameShifts.frameShiftsIgnored",
          "qc.frameShifts.totalFrameShiftsIgnored",
          "qc.frameShifts.score",
          "qc.frameShifts.status",
          "qc.stopCodons.stopCodons",
          "qc.stopCodons.totalStopCodons",
          "qc.stopCodons.score",
          "qc.stopCodons.status");

  private QualityColumns() {}

  static void fill(QualityReport report, Map<String, String> cells) {
    cells.put("qc.overallScore", score(report.score()));
    cells.put("qc.overallStatus", report.status().toString());
    report
        .missingData()
        .ifPresent(
            rule -> {
              verdict("missingData", rule, cells);
              cells.put(
                  "qc.missingData.missingDataThreshold", NextcladeColumns.number(rule.threshold()));
              cells.put("qc.missingData.totalMissing", Integer.toString(rule.totalMissing()));
            });
    report
        .mixedSites()
        .ifPresent(
            rule -> {
              verdict("mixedSites", rule, cells);
              cells.put("qc.mixedSites.mixedSitesThreshold", Integer.toString(rule.threshold()));
              cells.put("qc.mixedSites.totalMixedSites", Integer.toString(rule.totalMixedSites()));
            });
    report
        .privateMutations()
        .ifPresent(
            rule -> {
              verdict("privateMutations", rule, cells);
              cells.put("qc.privateMutations.cutoff", NextcladeColumns.number(rule.cutoff()));
              cells.put("qc.privateMutations.excess", NextcladeColumns.number(rule.excess()));
              cells.put("qc.privateMutations.total", NextcladeColumns.number(rule.weightedTotal()));
            });
    report
        .snpClusters()
        .ifPresent(
            rule -> {
              verdict("snpClusters", rule, cells);
              cells.put(
                  "qc.snpClusters.clusteredSNPs",
                  rule.clusters().stream()
                      .map(QualityColumns::cluster)
                      .collect(Collectors.joining(",")));
              cells.put("qc.snpClusters.totalSNPs", Integer.toString(rule.totalSnps()));
            });
    report
        .frameShifts()
        .ifPresent(
            rule -> {
              verdict("frameShifts", rule, cells);
              cells.put("qc.frameShifts.frameShifts", NextcladeColumns.list(rule.counted()));
              cells.put("qc.frameShifts.totalFrameShifts", Integer.toString(rule.counted().size()));
              cells.put("qc.frameShifts.frameShiftsIgnored", NextcladeColumns.list(rule.ignored()));
              cells.put(
                  "qc.frameShifts.totalFrameShiftsIgnored",
                  Integer.toString(rule.ignored().size()));
            });
    report
        .stopCodons()
        .ifPresent(
            rule -> {
              verdict("stopCodons", rule, cells);
              cells.put(
                  "qc.stopCodons.stopCodons",
                  rule.counted().stream()
                      .map(QualityColumns::stop)
                      .collect(Collectors.joining(",")));
              cells.put("qc.stopCodons.totalStopCodons", Integer.toString(rule.counted().size()));
            });
  }

  private static void verdict(String rule, RuleResult result, Map<String, String> cells) {
    cells.put("qc." + rule + ".score", score(result.score()));
    cells.put("qc." + rule + ".status", result.status().toString());
  }

  private static String cluster(SnpClustersRule.Cluster cluster) {
    return cluster.first().oneBased() + "-" + cluster.last().zeroBased() + ":" + cluster.snps();
  }

  private static String stop(StopCodon stop) {
    return stop.cds() + ":" + stop.codon().zeroBased();
  }

  private static String score(double score) {
    return score == Math.rint(score)
        ? NextcladeColumns.number(score)
        : String.format(Locale.ROOT, "%.6f", score);
  }
}
