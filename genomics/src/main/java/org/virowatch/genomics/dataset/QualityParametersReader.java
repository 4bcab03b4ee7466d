package org.virowatch.genomics.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.virowatch.genomics.coordinate.CodonPosition;
import org.virowatch.genomics.coordinate.CodonRange;

/**
 * Reads {@code qc} with Nextclade's defaults: without the section there is no quality control; with
 * it, frame shifts and stop codons are looked at unless switched off, the others only if switched
 * on.
 */
final class QualityParametersReader {
  private static final double DEFAULT_WEIGHT = 75;

  private QualityParametersReader() {}

  static QualityParameters read(JsonSection qc) {
    if (!qc.exists()) {
      return QualityParameters.NONE;
    }
    return new QualityParameters(
        rule(qc, "missingData", false)
            .map(
                rule ->
                    new QualityParameters.MissingData(
                        rule.number("missingDataThreshold", 0), rule.number("scoreBias", 0))),
        rule(qc, "mixedSites", false)
            .map(rule -> new QualityParameters.MixedSites(rule.integer("mixedSitesThreshold", 0))),
        rule(qc, "privateMutations", false)
            .map(
                rule ->
                    new QualityParameters.PrivateMutations(
                        rule.number("typical", 0),
                        rule.number("cutoff", 0),
                        rule.number("weightLabeledSubstitutions", 1),
                        rule.number("weightReversionSubstitutions", 1),
                        rule.number("weightUnlabeledSubstitutions", 1))),
        rule(qc, "snpClusters", false)
            .map(
                rule ->
                    new QualityParameters.SnpClusters(
                        rule.integer("windowSize", 0),
                        rule.integer("clusterCutOff", 0),
                        rule.number("scoreWeight", 0))),
        rule(qc, "frameShifts", true)
            .map(
                rule ->
                    new QualityParameters.FrameShifts(
                        knownFrameShifts(rule), rule.number("scoreWeight", DEFAULT_WEIGHT))),
        rule(qc, "stopCodons", true)
            .map(
                rule ->
                    new QualityParameters.StopCodons(
                        knownStopCodons(rule), rule.number("scoreWeight", DEFAULT_WEIGHT))));
  }

  private static Optional<JsonSection> rule(JsonSection qc, String name, boolean enabled) {
    JsonSection rule = qc.section(name);
    return rule.flag("enabled", enabled) ? Optional.of(rule) : Optional.empty();
  }

  private static List<QualityParameters.KnownFrameShift> knownFrameShifts(JsonSection rule) {
    List<QualityParameters.KnownFrameShift> known = new ArrayList<>();
    for (JsonSection shift : rule.sections("ignoredFrameShifts")) {
      JsonSection range = shift.section("codonRange");
      int begin = range.integer("begin", -1);
      int end = range.integer("end", -1);
      if (begin < 0 || end < begin) {
        throw shift.wrong("codonRange", "a range of codons with begin and end", range.node());
      }
      known.add(new QualityParameters.KnownFrameShift(cds(shift), new CodonRange(begin, end)));
    }
    return known;
  }

  private static List<QualityParameters.KnownStopCodon> knownStopCodons(JsonSection rule) {
    List<QualityParameters.KnownStopCodon> known = new ArrayList<>();
    for (JsonSection stop : rule.sections("ignoredStopCodons")) {
      int codon = stop.integer("codon", -1);
      if (codon < 0) {
        throw stop.wrong("codon", "a codon counted from 0", stop.node());
      }
      known.add(new QualityParameters.KnownStopCodon(cds(stop), new CodonPosition(codon)));
    }
    return known;
  }

  /** {@code cdsName}, or {@code geneName} as older datasets have it. */
  private static String cds(JsonSection location) {
    String name = location.text("cdsName", location.text("geneName", ""));
    if (name.isEmpty()) {
      throw location.wrong("cdsName", "the name of a coding sequence", location.node());
    }
    return name;
  }
}
