package org.virowatch.genomics.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.virowatch.genomics.call.StopCodon;
import org.virowatch.genomics.quality.QualityReport;
import org.virowatch.genomics.quality.RuleResult;
import org.virowatch.genomics.quality.SnpClustersRule;

/**
 * The columns of quality control. Two of Nextclade's habits are kept: a cluster of SNPs is written
 * with the 0-based position of its last SNP, and a stop codon with its 0-based codon.
 */
final class QualityColumns {

  private QualityColumns() {}

  static List<Column> rules() {
    List<Column> columns = new ArrayList<>();
    Rule<?> missing =
        rule("missingData", QualityReport::missingData)
            .column("missingDataThreshold", (out, rule) -> out.appendNumber(rule.threshold()))
            .verdict()
            .column("totalMissing", (out, rule) -> out.append(rule.totalMissing()));
    Rule<?> mixed =
        rule("mixedSites", QualityReport::mixedSites)
            .column("mixedSitesThreshold", (out, rule) -> out.append(rule.threshold()))
            .verdict()
            .column("totalMixedSites", (out, rule) -> out.append(rule.totalMixedSites()));
    Rule<?> own =
        rule("privateMutations", QualityReport::privateMutations)
            .column("cutoff", (out, rule) -> out.appendNumber(rule.cutoff()))
            .column("excess", (out, rule) -> out.appendNumber(rule.excess()))
            .verdict()
            .column("total", (out, rule) -> out.appendNumber(rule.weightedTotal()));
    Rule<?> clusters =
        rule("snpClusters", QualityReport::snpClusters)
            .column("clusteredSNPs", (out, rule) -> clusters(out, rule.clusters()))
            .verdict()
            .column("totalSNPs", (out, rule) -> out.append(rule.totalSnps()));
    Rule<?> shifts =
        rule("frameShifts", QualityReport::frameShifts)
            .column("frameShifts", (out, rule) -> MutationText.list(out, rule.counted()))
            .column("totalFrameShifts", (out, rule) -> out.append(rule.counted().size()))
            .column("frameShiftsIgnored", (out, rule) -> MutationText.list(out, rule.ignored()))
            .column("totalFrameShiftsIgnored", (out, rule) -> out.append(rule.ignored().size()))
            .verdict();
    Rule<?> stops =
        rule("stopCodons", QualityReport::stopCodons)
            .column("stopCodons", (out, rule) -> stops(out, rule.counted()))
            .column("totalStopCodons", (out, rule) -> out.append(rule.counted().size()))
            .verdict();
    for (Rule<?> rule : List.of(missing, mixed, own, clusters, shifts, stops)) {
      columns.addAll(rule.columns);
    }
    return columns;
  }

  private static <R extends RuleResult> Rule<R> rule(
      String name, Function<QualityReport, Optional<R>> result) {
    return new Rule<>("qc." + name + ".", result);
  }

  /** Collects the columns of a rule; each is empty where the rule is not applied. */
  private static final class Rule<R extends RuleResult> {
    final List<Column> columns = new ArrayList<>();
    private final String prefix;
    private final Function<QualityReport, Optional<R>> result;

    Rule(String prefix, Function<QualityReport, Optional<R>> result) {
      this.prefix = prefix;
      this.result = result;
    }

    Rule<R> column(String name, BiConsumer<RowText, R> cell) {
      columns.add(
          new Column(
              prefix + name,
              (out, genome) -> {
                QualityReport quality = genome.quality();
                if (quality != null) {
                  result.apply(quality).ifPresent(rule -> cell.accept(out, rule));
                }
              }));
      return this;
    }

    Rule<R> verdict() {
      return column("score", (out, rule) -> out.append(NumberText.score(rule.score())))
          .column("status", (out, rule) -> out.append(rule.status()));
    }
  }

  private static void clusters(RowText out, List<SnpClustersRule.Cluster> clusters) {
    String separator = "";
    for (SnpClustersRule.Cluster cluster : clusters) {
      out.append(separator).append(cluster.first().oneBased());
      if (cluster.last().zeroBased() != cluster.first().oneBased()) {
        out.append('-').append(cluster.last().zeroBased());
      }
      out.append(':').append(cluster.snps());
      separator = ",";
    }
  }

  private static void stops(RowText out, List<StopCodon> stops) {
    String separator = "";
    for (StopCodon stop : stops) {
      out.append(separator).append(stop.cds()).append(':').append(stop.codon().zeroBased());
      separator = ",";
    }
  }
}
