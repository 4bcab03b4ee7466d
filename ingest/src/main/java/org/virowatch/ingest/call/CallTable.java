package org.virowatch.ingest.call;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.virowatch.genomics.AnalysisFailure;
import org.virowatch.genomics.AnalysisResult;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.call.AmbiguousBases;
import org.virowatch.genomics.call.Deletion;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.placement.PrivateMutations;
import org.virowatch.genomics.quality.QualityReport;
import org.virowatch.genomics.quality.RuleResult;
import org.virowatch.genomics.tree.CladeAttribute;

/**
 * The table of calls: one line a sequence, Nextclade's columns under Nextclade's names, plus {@code
 * lineage}. A sequence that could not be analysed has its name and the reason in {@code errors}.
 */
final class CallTable {
  private static final Pattern BREAKS = Pattern.compile("[\\t\\r\\n]+");
  private static final int DECIMALS = 6;

  private final List<Column> columns = new ArrayList<>();
  private final int referenceLength;

  /** A column of analysed genomes. */
  private record Column(String name, Function<AnalyzedGenome, String> value) {}

  CallTable(ReferenceDataset dataset) {
    referenceLength = dataset.length();
    add("clade", genome -> placed(genome, Placement::clade));
    dataset
        .tree()
        .ifPresent(
            tree -> {
              for (CladeAttribute attribute : tree.cladeAttributes()) {
                String name = attribute.name();
                add(name, genome -> placed(genome, p -> p.attributes().get(name)));
              }
            });
    add("lineage", genome -> placed(genome, Placement::lineage));
    add("qc.overallScore", genome -> quality(genome, report -> decimal(report.score())));
    add("qc.overallStatus", genome -> quality(genome, report -> report.status().toString()));
    addTotals();
    addAlignment();
    addCalls();
    addPrivateMutations();
    addQuality("missingData", QualityReport::missingData);
    addQuality("mixedSites", QualityReport::mixedSites);
    addQuality("privateMutations", QualityReport::privateMutations);
    addQuality("snpClusters", QualityReport::snpClusters);
    addQuality("frameShifts", QualityReport::frameShifts);
    addQuality("stopCodons", QualityReport::stopCodons);
    add("warnings", genome -> String.join("; ", genome.warnings()));
  }

  /** Returns the header line, without its line end. */
  String header() {
    return "index\tseqName\t"
        + columns.stream().map(Column::name).collect(Collectors.joining("\t"))
        + "\terrors";
  }

  /**
   * Returns the line of a sequence, without its line end.
   *
   * @param index number of the sequence in the input, from 0
   * @param result what became of it
   */
  String row(long index, AnalysisResult result) {
    StringBuilder line = new StringBuilder();
    line.append(index).append('\t');
    if (result instanceof AnalyzedGenome genome) {
      line.append(clean(genome.name()));
      columns.forEach(column -> line.append('\t').append(clean(column.value().apply(genome))));
      line.append('\t');
    } else if (result instanceof AnalysisFailure failure) {
      line.append(clean(failure.name()));
      line.append("\t".repeat(columns.size() + 1));
      line.append(clean(failure.reason() + ": " + failure.message()));
    }
    return line.toString();
  }

  private void addTotals() {
    add("totalSubstitutions", genome -> count(genome.substitutions()));
    add("totalDeletions", genome -> Integer.toString(deleted(genome)));
    add(
        "totalInsertions",
        genome ->
            Integer.toString(genome.insertions().stream().mapToInt(i -> i.bases().length()).sum()));
    add("totalFrameShifts", genome -> count(genome.frameShifts()));
    add("totalMissing", genome -> Integer.toString(missing(genome)));
    add("totalNonACGTNs", genome -> Integer.toString(ambiguous(genome)));
    add("totalAminoacidSubstitutions", genome -> count(genome.aaSubstitutions()));
    add("totalAminoacidDeletions", genome -> count(genome.aaDeletions()));
    add("totalAminoacidInsertions", genome -> count(genome.aaInsertions()));
    add(
        "totalUnknownAa",
        genome ->
            Integer.toString(
                genome.unknownCodons().stream().mapToInt(u -> u.codons().length()).sum()));
  }

  private void addAlignment() {
    add("alignmentScore", genome -> Integer.toString(genome.alignmentScore()));
    add("alignmentStart", genome -> Integer.toString(genome.aligned().begin() + 1));
    add("alignmentEnd", genome -> Integer.toString(genome.aligned().end()));
    add("coverage", genome -> decimal(coverage(genome)));
    add("isReverseComplement", genome -> Boolean.toString(genome.reverseComplemented()));
  }

  private void addCalls() {
    add("substitutions", genome -> list(genome.substitutions()));
    add("deletions", genome -> list(genome.deletions()));
    add("insertions", genome -> list(genome.insertions()));
    add("frameShifts", genome -> list(genome.frameShifts()));
    add("aaSubstitutions", genome -> list(genome.aaSubstitutions()));
    add("aaDeletions", genome -> list(genome.aaDeletions()));
    add("aaInsertions", genome -> list(genome.aaInsertions()));
    add("missing", genome -> list(genome.missing()));
    add("nonACGTNs", genome -> list(genome.ambiguous()));
    add("unknownAaRanges", genome -> list(genome.unknownCodons()));
  }

  private void addPrivateMutations() {
    String prefix = "privateNucMutations.";
    add(prefix + "reversionSubstitutions", genome -> own(genome, m -> list(m.reversions())));
    add(prefix + "labeledSubstitutions", genome -> own(genome, m -> list(m.labelled())));
    add(prefix + "unlabeledSubstitutions", genome -> own(genome, m -> list(m.unlabelled())));
    add(prefix + "totalReversionSubstitutions", genome -> own(genome, m -> count(m.reversions())));
    add(prefix + "totalLabeledSubstitutions", genome -> own(genome, m -> count(m.labelled())));
    add(prefix + "totalUnlabeledSubstitutions", genome -> own(genome, m -> count(m.unlabelled())));
    add(
        prefix + "totalPrivateSubstitutions",
        genome ->
            own(
                genome,
                m ->
                    Integer.toString(
                        m.reversions().size() + m.labelled().size() + m.unlabelled().size())));
  }

  private void addQuality(
      String rule, Function<QualityReport, Optional<? extends RuleResult>> result) {
    add(
        "qc." + rule + ".score",
        genome ->
            quality(
                genome,
                report -> {
                  Optional<? extends RuleResult> found = result.apply(report);
                  return found.isPresent() ? decimal(found.get().score()) : "";
                }));
  }

  private void add(String name, Function<AnalyzedGenome, String> value) {
    columns.add(new Column(name, value));
  }

  private double coverage(AnalyzedGenome genome) {
    int known = genome.aligned().length() - missing(genome) - ambiguous(genome);
    return (double) known / referenceLength;
  }

  private static int missing(AnalyzedGenome genome) {
    return genome.missing().stream().mapToInt(NucleotideRange::length).sum();
  }

  private static int ambiguous(AnalyzedGenome genome) {
    return genome.ambiguous().stream()
        .map(AmbiguousBases::range)
        .mapToInt(NucleotideRange::length)
        .sum();
  }

  private static int deleted(AnalyzedGenome genome) {
    return genome.deletions().stream().map(Deletion::range).mapToInt(NucleotideRange::length).sum();
  }

  private static String placed(AnalyzedGenome genome, Function<Placement, @Nullable String> value) {
    String found = genome.placement() == null ? null : value.apply(genome.placement());
    return found == null ? "" : found;
  }

  private static String own(AnalyzedGenome genome, Function<PrivateMutations, String> value) {
    return genome.placement() == null ? "" : value.apply(genome.placement().privateMutations());
  }

  private static String quality(AnalyzedGenome genome, Function<QualityReport, String> value) {
    return genome.quality() == null ? "" : value.apply(genome.quality());
  }

  private static String count(Collection<?> values) {
    return Integer.toString(values.size());
  }

  private static String list(Collection<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(","));
  }

  private static String decimal(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String clean(String cell) {
    return BREAKS.matcher(cell).replaceAll(" ");
  }
}
