package org.virowatch.genomics.reads;

import java.util.Locale;
import java.util.stream.Collectors;

/** How well each sample was read, one line a sample. */
public final class ReadsSummaryTable {

  /** The header line. */
  public static final String HEADER =
      "sample\trecords\tused\telsewhere\texcluded\tlowMappingQuality\tmeanDepth\tmedianDepth"
          + "\tcovered\tcovered10x\tcovered100x\tcoveredMinDepth\tconsensusKnown\tagreement"
          + "\tvariants\tminorVariants\tamplicons\tdropOuts\n";

  private ReadsSummaryTable() {}

  /** The line of a sample. Variants are those that pass; minor ones are not in the consensus. */
  public static String row(ReadsAnalysis analysis) {
    CoverageSummary coverage = analysis.coverage();
    ReadCounts counts = analysis.counts();
    long variants =
        analysis.variants().stream()
            .filter(variant -> variant.filter() == ReadVariant.Filter.PASS)
            .count();
    long minor =
        analysis.variants().stream()
            .filter(variant -> variant.filter() == ReadVariant.Filter.PASS)
            .filter(variant -> variant.presence() != ReadVariant.Presence.PRESENT)
            .count();
    return String.format(
        Locale.ROOT,
        "%s\t%d\t%d\t%d\t%d\t%d\t%.2f\t%d\t%.5f\t%.5f\t%.5f\t%.5f\t%.5f\t%.5f\t%d\t%d\t%d\t%s\n",
        analysis.sample(),
        counts.records(),
        counts.used(),
        counts.elsewhere(),
        counts.excluded(),
        counts.lowMappingQuality(),
        coverage.meanDepth(),
        coverage.medianDepth(),
        coverage.covered(),
        coverage.covered10(),
        coverage.covered100(),
        coverage.coveredEnough(),
        analysis.consensusKnown(),
        analysis.agreement(),
        variants,
        minor,
        coverage.amplicons().size(),
        coverage.dropOuts().stream()
            .map(each -> each.amplicon().name())
            .collect(Collectors.joining(",")));
  }
}
