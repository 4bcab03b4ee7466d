package org.virowatch.genomics.output;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.placement.PrivateMutations;

/** Names, order and formats of the general, mutation and error columns. */
final class NextcladeColumns {

  private static final List<String> BEFORE_ATTRIBUTES = List.of("index", "seqName", "clade");

  private static final List<String> AFTER_ATTRIBUTES =
      List.of(
          "qc.overallScore",
          "qc.overallStatus",
          "totalSubstitutions",
          "totalDeletions",
          "totalInsertions",
          "totalFrameShifts",
          "totalMissing",
          "totalNonACGTNs",
          "totalAminoacidSubstitutions",
          "totalAminoacidDeletions",
          "totalAminoacidInsertions",
          "totalUnknownAa",
          "alignmentScore",
          "alignmentStart",
          "alignmentEnd",
          "coverage",
          "cdsCoverage",
          "isReverseComplement",
          "substitutions",
          "deletions",
          "insertions",
          "frameShifts",
          "aaSubstitutions",
          "aaDeletions",
          "aaInsertions",
          "privateNucMutations.reversionSubstitutions",
          "privateNucMutations.labeledSubstitutions",
          "privateNucMutations.unlabeledSubstitutions",
          "privateNucMutations.totalReversionSubstitutions",
          "privateNucMutations.totalLabeledSubstitutions",
          "privateNucMutations.totalUnlabeledSubstitutions",
          "privateNucMutations.totalPrivateSubstitutions",
          "missing",
          "unknownAaRanges",
          "nonACGTNs");

  private static final List<String> LAST = List.of("failedCdses", "warnings", "errors");

  private final int referenceLength;
  private final List<String> names = new ArrayList<>();

  NextcladeColumns(int referenceLength, List<String> cladeAttributes) {
    this.referenceLength = referenceLength;
    names.addAll(BEFORE_ATTRIBUTES);
    names.addAll(cladeAttributes);
    names.addAll(AFTER_ATTRIBUTES);
    names.addAll(QualityColumns.NAMES);
    names.addAll(LAST);
  }

  /** Names in their order. */
  List<String> names() {
    return names;
  }

  void fill(AnalyzedGenome genome, Map<String, String> cells) {
    counts(genome, cells);
    lists(genome, cells);
    Placement placement = genome.placement();
    if (placement != null) {
      place(placement, cells);
    }
    if (genome.quality() != null) {
      QualityColumns.fill(genome.quality(), cells);
    }
    cells.put("failedCdses", String.join(",", genome.aminoAcids().failedCdses()));
    cells.put("warnings", String.join(";", genome.warnings()));
  }

  private void counts(AnalyzedGenome genome, Map<String, String> cells) {
    int missing = total(genome.missing());
    int ambiguous = genome.ambiguous().stream().mapToInt(run -> run.range().length()).sum();
    NucleotideRange aligned = genome.aligned();
    put(cells, "totalSubstitutions", genome.substitutions().size());
    put(
        cells,
        "totalDeletions",
        genome.deletions().stream().mapToInt(deletion -> deletion.range().length()).sum());
    put(
        cells,
        "totalInsertions",
        genome.insertions().stream().mapToInt(insertion -> insertion.bases().length()).sum());
    put(cells, "totalFrameShifts", genome.frameShifts().size());
    put(cells, "totalMissing", missing);
    put(cells, "totalNonACGTNs", ambiguous);
    put(cells, "totalAminoacidSubstitutions", genome.aaSubstitutions().size());
    put(cells, "totalAminoacidDeletions", genome.aaDeletions().size());
    put(cells, "totalAminoacidInsertions", genome.aaInsertions().size());
    put(
        cells,
        "totalUnknownAa",
        genome.aminoAcids().unknown().stream().mapToInt(run -> run.codons().length()).sum());
    put(cells, "alignmentScore", genome.alignmentScore());
    put(cells, "alignmentStart", aligned.oneBasedStart());
    put(cells, "alignmentEnd", aligned.oneBasedEnd());
    cells.put(
        "coverage", number((double) (aligned.length() - missing - ambiguous) / referenceLength));
    StringJoiner coverage = new StringJoiner(",");
    genome.aminoAcids().coverage().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> coverage.add(entry.getKey() + ":" + number(entry.getValue())));
    cells.put("cdsCoverage", coverage.toString());
    cells.put("isReverseComplement", Boolean.toString(genome.reverseComplemented()));
  }

  private static void lists(AnalyzedGenome genome, Map<String, String> cells) {
    cells.put("substitutions", list(genome.substitutions()));
    cells.put("deletions", list(genome.deletions()));
    cells.put("insertions", list(genome.insertions()));
    cells.put("frameShifts", list(genome.frameShifts()));
    cells.put("aaSubstitutions", list(genome.aaSubstitutions()));
    cells.put("aaDeletions", list(genome.aaDeletions()));
    cells.put("aaInsertions", list(genome.aaInsertions()));
    cells.put("missing", list(genome.missing()));
    cells.put("unknownAaRanges", list(genome.aminoAcids().unknown()));
    cells.put("nonACGTNs", list(genome.ambiguous()));
  }

  private static void place(Placement placement, Map<String, String> cells) {
    cells.put("clade", placement.clade() == null ? "" : placement.clade());
    cells.putAll(placement.attributes());
    PrivateMutations mutations = placement.privateMutations();
    String prefix = "privateNucMutations.";
    cells.put(prefix + "reversionSubstitutions", list(mutations.reversions()));
    cells.put(prefix + "labeledSubstitutions", list(mutations.labelled()));
    cells.put(prefix + "unlabeledSubstitutions", list(mutations.unlabelled()));
    put(cells, prefix + "totalReversionSubstitutions", mutations.reversions().size());
    put(cells, prefix + "totalLabeledSubstitutions", mutations.labelled().size());
    put(cells, prefix + "totalUnlabeledSubstitutions", mutations.unlabelled().size());
    put(cells, prefix + "totalPrivateSubstitutions", mutations.substitutions().size());
  }

  private static int total(List<NucleotideRange> ranges) {
    return ranges.stream().mapToInt(NucleotideRange::length).sum();
  }

  private static void put(Map<String, String> cells, String name, int value) {
    cells.put(name, Integer.toString(value));
  }

  static String list(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(","));
  }

  /**
   * The shortest decimal that reads back as the number, never with an exponent; 1 rather than 1.0.
   */
  static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : new BigDecimal(Double.toString(value)).toPlainString();
  }
}
