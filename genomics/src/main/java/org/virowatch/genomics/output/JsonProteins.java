package org.virowatch.genomics.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.virowatch.genomics.AnalyzedGenome;
import org.virowatch.genomics.annotation.CodingSequence;
import org.virowatch.genomics.call.AminoAcidDeletion;
import org.virowatch.genomics.call.AminoAcidInsertion;
import org.virowatch.genomics.call.AminoAcidSubstitution;
import org.virowatch.genomics.call.FrameShift;
import org.virowatch.genomics.call.UnknownCodons;
import org.virowatch.genomics.coordinate.CodonRange;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.placement.NodeLetters;
import org.virowatch.genomics.translate.FrameShiftLocator;
import org.virowatch.genomics.translate.Translation;

/** What the proteins of a genome say, as JSON. For one genome: not thread-safe. */
final class JsonProteins {

  private final ReportedGenome genome;

  /** Where the frame shifts of a CDS lie, once one was asked for. */
  private final Map<String, List<FrameShiftLocator.Extent>> shifts = new HashMap<>();

  JsonProteins(ReportedGenome genome) {
    this.genome = genome;
  }

  /** Writes everything from frame shifts to the groups of changes. */
  void write(JsonGenerator json) throws IOException {
    AnalyzedGenome calls = genome.genome();
    frameShifts(json, "frameShifts", calls.frameShifts());
    json.writeNumberField("totalFrameShifts", calls.frameShifts().size());
    JsonMutations.aminoAcids(json, "aaSubstitutions", calls.aaSubstitutions());
    json.writeNumberField("totalAminoacidSubstitutions", calls.aaSubstitutions().size());
    JsonMutations.aminoAcidDeletions(json, "aaDeletions", calls.aaDeletions());
    json.writeNumberField("totalAminoacidDeletions", calls.aaDeletions().size());
    json.writeArrayFieldStart("aaInsertions");
    for (AminoAcidInsertion insertion : calls.aaInsertions()) {
      json.writeStartObject();
      json.writeStringField("cds", insertion.cds());
      json.writeNumberField("pos", insertion.after().zeroBased());
      json.writeStringField("ins", insertion.aminoAcids());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("totalAminoacidInsertions", calls.aaInsertions().size());
    unknown(json, calls.aminoAcids().unknown());
    groups(json);
  }

  void frameShifts(JsonGenerator json, String field, List<FrameShift> list) throws IOException {
    json.writeArrayFieldStart(field);
    for (FrameShift shift : list) {
      json.writeStartObject();
      json.writeStringField("cdsName", shift.cds());
      for (FrameShiftLocator.Extent extent : shifts.computeIfAbsent(shift.cds(), this::locate)) {
        if (extent.codons().equals(shift.codons())) {
          JsonMutations.range(json, "nucRel", extent.alignedBegin(), extent.alignedEnd());
          JsonMutations.ranges(json, "nucAbs", extent.reference());
          range(json, "codon", shift.codons());
          range(json, "gapsLeading", extent.leading());
          range(json, "gapsTrailing", extent.trailing());
          break;
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private List<FrameShiftLocator.Extent> locate(String cds) {
    CodingSequence sequence = Objects.requireNonNull(genome.basis().cdses().get(cds));
    return genome.basis().frameShifts().locate(genome.letters(), sequence);
  }

  private static void range(JsonGenerator json, String field, CodonRange range) throws IOException {
    JsonMutations.range(json, field, range.begin(), range.end());
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
      json.writeStringField("character", "X");
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

  /** Groups of changes, and the amino-acid changes at each changed codon's bases. */
  private void groups(JsonGenerator json) throws IOException {
    AnalyzedGenome calls = genome.genome();
    Map<String, List<AminoAcidSubstitution>> byPosition = new TreeMap<>();
    json.writeArrayFieldStart("aaChangesGroups");
    for (Translation protein : genome.proteins().values()) {
      List<AminoAcidSubstitution> substitutions =
          JsonPrivate.of(protein.cds(), calls.aaSubstitutions());
      List<AminoAcidDeletion> deletions =
          calls.aaDeletions().stream()
              .filter(deletion -> deletion.cds().equals(protein.cds()))
              .toList();
      AminoAcidGroups groups = new AminoAcidGroups(protein, genome, NodeLetters.REFERENCE);
      groups.write(json, groups.group(JsonPrivate.codons(substitutions, deletions)));
      collect(substitutions, deletions, byPosition);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("nucToAaMuts");
    for (Map.Entry<String, List<AminoAcidSubstitution>> entry : byPosition.entrySet()) {
      JsonMutations.aminoAcids(json, entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  /** Deleted amino acids are changes to {@code -} here, as in Nextclade. */
  private void collect(
      List<AminoAcidSubstitution> substitutions,
      List<AminoAcidDeletion> deletions,
      Map<String, List<AminoAcidSubstitution>> byPosition) {
    List<AminoAcidSubstitution> changes = new ArrayList<>(substitutions);
    deletions.forEach(
        one ->
            changes.add(
                new AminoAcidSubstitution(one.cds(), one.position(), one.reference(), '-')));
    changes.sort(Comparator.comparingInt(change -> change.position().zeroBased()));
    for (AminoAcidSubstitution change : changes) {
      CodingSequence cds = Objects.requireNonNull(genome.basis().cdses().get(change.cds()));
      for (NucleotideRange range : AminoAcidGroups.ranges(cds, change.position().zeroBased())) {
        for (int position = range.begin(); position < range.end(); position++) {
          List<AminoAcidSubstitution> there =
              byPosition.computeIfAbsent(Integer.toString(position), any -> new ArrayList<>());
          if (!there.contains(change)) {
            there.add(change);
          }
        }
      }
    }
  }

  /** Codons inside the alignment and outside it, by CDS. */
  void sequenced(JsonGenerator json) throws IOException {
    Map<String, CodingSequence> cdses = new TreeMap<>(genome.basis().cdses());
    json.writeObjectFieldStart("aaAlignmentRanges");
    for (String cds : cdses.keySet()) {
      Translation protein = genome.proteins().get(cds);
      List<CodonRange> ranges = protein == null ? List.of() : protein.sequenced();
      JsonMutations.codonRanges(
          json, cds, ranges.stream().filter(range -> !range.isEmpty()).toList());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("aaUnsequencedRanges");
    for (String cds : cdses.keySet()) {
      JsonMutations.codonRanges(
          json,
          cds,
          genome.genome().aminoAcids().unsequenced().stream()
              .filter(run -> run.cds().equals(cds))
              .map(UnknownCodons::codons)
              .toList());
    }
    json.writeEndObject();
  }
}
