package org.virowatch.genomics.output;

import java.util.List;
import java.util.Set;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.annotation.Gene;
import org.virowatch.genomics.call.Insertion;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.dataset.ReferenceDataset;
import org.virowatch.genomics.placement.Placement;
import org.virowatch.genomics.quality.QualityReport;
import org.virowatch.genomics.quality.QualityStatus;

/** Columns of totals, alignment and mutations against the reference. */
final class GenomeColumns {

  static final String INDEX = "index";
  static final String NAME = "seqName";
  static final String CLADE = "clade";
  static final String ERRORS = "errors";

  private GenomeColumns() {}

  static List<Column> general(ReferenceDataset dataset) {
    int referenceLength = dataset.length();
    List<String> cdses =
        dataset.annotation().codingSequences().stream()
            .map(CodingSequence::name)
            .distinct()
            .sorted()
            .toList();
    return List.of(
        new Column(INDEX, (out, genome) -> {}), // written by the table, which counts
        new Column(NAME, (out, genome) -> out.append(genome.name())),
        new Column(CLADE, (out, genome) -> clade(out, genome)),
        overallScore(),
        overallStatus(),
        Column.number("totalSubstitutions", genome -> genome.substitutions().size()),
        Column.number("totalDeletions", GenomeColumns::deleted),
        Column.number("totalInsertions", GenomeColumns::inserted),
        Column.number("totalFrameShifts", genome -> genome.frameShifts().size()),
        Column.number("totalMissing", GenomeColumns::missing),
        Column.number("totalNonACGTNs", GenomeColumns::ambiguous),
        Column.number("totalAminoacidSubstitutions", genome -> genome.aaSubstitutions().size()),
        Column.number("totalAminoacidDeletions", genome -> genome.aaDeletions().size()),
        Column.number("totalAminoacidInsertions", genome -> genome.aaInsertions().size()),
        Column.number(
            "totalUnknownAa",
            genome ->
                genome.aminoAcids().unknown().stream().mapToInt(u -> u.codons().length()).sum()),
        Column.number("alignmentScore", AnalyzedGenome::alignmentScore),
        Column.number("alignmentStart", genome -> genome.aligned().oneBasedStart()),
        Column.number("alignmentEnd", genome -> genome.aligned().oneBasedEnd()),
        new Column(
            "coverage", (out, genome) -> out.appendNumber(coverage(genome, referenceLength))),
        new Column("cdsCoverage", (out, genome) -> cdsCoverage(out, genome, cdses)),
        new Column(
            "isReverseComplement", (out, genome) -> out.append(genome.reverseComplemented())));
  }

  static List<Column> mutations() {
    return List.of(
        new Column(
            "substitutions",
            (out, genome) -> MutationText.substitutions(out, genome.substitutions())),
        new Column("deletions", (out, genome) -> MutationText.deletions(out, genome.deletions())),
        new Column("insertions", (out, genome) -> MutationText.list(out, genome.insertions())),
        new Column("frameShifts", (out, genome) -> MutationText.shifts(out, genome.frameShifts())),
        new Column(
            "aaSubstitutions",
            (out, genome) -> MutationText.aminoAcids(out, genome.aaSubstitutions())),
        new Column(
            "aaDeletions",
            (out, genome) -> MutationText.aminoAcidDeletions(out, genome.aaDeletions())),
        new Column("aaInsertions", (out, genome) -> MutationText.list(out, genome.aaInsertions())));
  }

  static List<Column> unknown() {
    return List.of(
        new Column("missing", (out, genome) -> MutationText.ranges(out, genome.missing())),
        new Column(
            "unknownAaRanges",
            (out, genome) -> MutationText.unknownCodons(out, genome.aminoAcids().unknown())),
        new Column("nonACGTNs", (out, genome) -> MutationText.list(out, genome.ambiguous())));
  }

  static List<Column> primers() {
    return List.of(
        Column.number("totalPcrPrimerChanges", genome -> 0),
        new Column("pcrPrimerChanges", (out, genome) -> {}));
  }

  static List<Column> failures(ReferenceDataset dataset) {
    List<String> genes = dataset.annotation().genes().stream().map(Gene::name).toList();
    return List.of(
        new Column("failedCdses", (out, genome) -> MutationText.list(out, failed(genes, genome))),
        new Column("warnings", (out, genome) -> out.append(String.join(";", genome.warnings()))),
        new Column(ERRORS, (out, genome) -> {}));
  }

  /** Genes, and not CDSes, without a translated CDS of their name, as Nextclade counts. */
  static List<String> failed(List<String> genes, AnalyzedGenome genome) {
    Set<String> translated = genome.aminoAcids().coverage().keySet();
    if (translated.containsAll(genes)) {
      return List.of();
    }
    return genes.stream().filter(gene -> !translated.contains(gene)).toList();
  }

  static Column overallScore() {
    return new Column(
        "qc.overallScore",
        (out, genome) -> {
          QualityReport quality = genome.quality();
          out.append(quality == null ? "0" : NumberText.score(quality.score()));
        });
  }

  static Column overallStatus() {
    return new Column(
        "qc.overallStatus",
        (out, genome) -> {
          QualityReport quality = genome.quality();
          out.append(quality == null ? QualityStatus.GOOD : quality.status());
        });
  }

  static int deleted(AnalyzedGenome genome) {
    return genome.deletions().stream().mapToInt(deletion -> deletion.range().length()).sum();
  }

  /** Letters of the sequence before it was aligned. */
  static int unalignedLength(AnalyzedGenome genome) {
    return genome.aligned().length() - deleted(genome) + inserted(genome);
  }

  static int inserted(AnalyzedGenome genome) {
    return genome.insertions().stream().map(Insertion::bases).mapToInt(String::length).sum();
  }

  static int missing(AnalyzedGenome genome) {
    return genome.missing().stream().mapToInt(NucleotideRange::length).sum();
  }

  static int ambiguous(AnalyzedGenome genome) {
    return genome.ambiguous().stream().mapToInt(run -> run.range().length()).sum();
  }

  /** Share of the reference that is covered by known bases, deletions included. */
  static double coverage(AnalyzedGenome genome, int referenceLength) {
    int known = genome.aligned().length() - missing(genome) - ambiguous(genome);
    return (double) known / referenceLength;
  }

  private static void clade(RowText out, AnalyzedGenome genome) {
    Placement placement = genome.placement();
    if (placement != null && placement.clade() != null) {
      out.append(placement.clade());
    }
  }

  /** Names are those of the annotation in the order of the alphabet. */
  private static void cdsCoverage(RowText out, AnalyzedGenome genome, List<String> names) {
    boolean first = true;
    for (String name : names) {
      Double share = genome.aminoAcids().coverage().get(name);
      if (share != null) {
        (first ? out : out.append(',')).append(name).append(':').appendNumber(share);
        first = false;
      }
    }
  }
}
