package org.virowatch.genomics.dataset;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.virowatch.genomics.dataset.AlignmentParameters.GapAlignmentSide;

/** Reads {@code alignmentParams}: a preset, and the dataset's own values over it. */
final class AlignmentParametersReader {

  /** Parameters of Nextclade 2 that version 3 refuses. */
  private static final List<String> REMOVED =
      List.of(
          "maxIndel", "seedLength", "mismatchesAllowed", "minSeeds", "minMatchRate", "seedSpacing");

  private AlignmentParametersReader() {}

  static AlignmentParameters read(JsonSection section) {
    for (String name : REMOVED) {
      if (section.node().has(name)) {
        throw new DatasetException(
            section.path()
                + "."
                + name
                + " is a parameter of Nextclade 2; take the dataset's version for Nextclade 3, or"
                + " remove it");
      }
    }
    return read(section, preset(section));
  }

  /** The dataset's own values over each preset, by the preset's name. */
  static Map<String, AlignmentParameters> presets(JsonSection section) {
    Map<String, AlignmentParameters> presets = new HashMap<>();
    for (String name : AlignmentParameters.PRESETS) {
      AlignmentParameters.preset(name)
          .ifPresent(preset -> presets.put(name, read(section, preset)));
    }
    return presets;
  }

  private static AlignmentParameters read(JsonSection section, AlignmentParameters base) {
    String side =
        section.text("gapAlignmentSide", base.gapAlignmentSide().name()).toUpperCase(Locale.ROOT);
    if (!side.equals("LEFT") && !side.equals("RIGHT")) {
      throw section.wrong("gapAlignmentSide", "left or right", new TextNode(side));
    }
    return new AlignmentParameters(
        section.integer("minLength", base.minLength()),
        section.integer("penaltyGapExtend", base.penaltyGapExtend()),
        section.integer("penaltyGapOpen", base.penaltyGapOpen()),
        section.integer("penaltyGapOpenInFrame", base.penaltyGapOpenInFrame()),
        section.integer("penaltyGapOpenOutOfFrame", base.penaltyGapOpenOutOfFrame()),
        section.integer("penaltyMismatch", base.penaltyMismatch()),
        section.integer("scoreMatch", base.scoreMatch()),
        (long) section.number("maxBandArea", (double) base.maxBandArea()),
        section.flag("retryReverseComplement", base.retryReverseComplement()),
        section.flag("noTranslatePastStop", base.noTranslatePastStop()),
        section.integer("excessBandwidth", base.excessBandwidth()),
        section.integer("terminalBandwidth", base.terminalBandwidth()),
        GapAlignmentSide.valueOf(side),
        section.integer("kmerLength", base.kmerLength()),
        section.integer("kmerDistance", base.kmerDistance()),
        section.integer("minMatchLength", base.minMatchLength()),
        section.integer("allowedMismatches", base.allowedMismatches()),
        section.integer("windowSize", base.windowSize()),
        section.number("minSeedCover", base.minSeedCover()),
        section.integer("maxAlignmentAttempts", base.maxAlignmentAttempts()));
  }

  private static AlignmentParameters preset(JsonSection section) {
    String name = section.text("alignmentPreset", "default");
    return AlignmentParameters.preset(name)
        .orElseThrow(
            () ->
                section.wrong(
                    "alignmentPreset",
                    "default, high-diversity or short-sequences",
                    new TextNode(name)));
  }
}
