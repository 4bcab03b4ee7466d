package org.virowatch.genomics.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the proteins of a genome say. Substitutions, deletions and insertions are ordered by the
 * name of the CDS and then by codon, as in Nextclade's output; everything else by CDS in the order
 * of the annotation.
 *
 * @param substitutions known amino acids that differ, stops included
 * @param deletions amino acids lacking
 * @param insertions additional amino acids
 * @param unknown codons inside the alignment that cannot be translated, or are out of frame
 * @param unsequenced codons outside the alignment, and all codons of a CDS that failed
 * @param frameShifts codons read out of frame
 * @param stopCodons stops before the last codon, the reference's own included
 * @param coverage share of each translated CDS whose amino acids are known, 0 to 1, by CDS name
 * @param failedCdses names of CDSes that could not be translated
 */
public record AminoAcidCalls(
    List<AminoAcidSubstitution> substitutions,
    List<AminoAcidDeletion> deletions,
    List<AminoAcidInsertion> insertions,
    List<UnknownCodons> unknown,
    List<UnknownCodons> unsequenced,
    List<FrameShift> frameShifts,
    List<StopCodon> stopCodons,
    Map<String, Double> coverage,
    List<String> failedCdses) {

  public AminoAcidCalls {
    substitutions = List.copyOf(substitutions);
    deletions = List.copyOf(deletions);
    insertions = List.copyOf(insertions);
    unknown = List.copyOf(unknown);
    unsequenced = List.copyOf(unsequenced);
    frameShifts = List.copyOf(frameShifts);
    stopCodons = List.copyOf(stopCodons);
    failedCdses = List.copyOf(failedCdses);
  }

  /** Every codon whose amino acid is not known, inside the alignment or outside it. */
  public List<UnknownCodons> unknownOrUnsequenced() {
    if (unsequenced.isEmpty()) {
      return unknown;
    }
    List<UnknownCodons> all = new ArrayList<>(unknown);
    all.addAll(unsequenced);
    return List.copyOf(all);
  }
}
