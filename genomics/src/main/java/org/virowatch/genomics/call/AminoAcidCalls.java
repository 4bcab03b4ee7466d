package org.virowatch.genomics.call;

import java.util.List;
import java.util.Map;

/**
 * What the proteins of a genome say. Lists are ordered by CDS in the order of the annotation, then
 * by codon.
 *
 * @param substitutions known amino acids that differ, stops included
 * @param deletions amino acids lacking
 * @param insertions additional amino acids
 * @param unknown codons that cannot be translated
 * @param frameShifts codons read out of frame
 * @param coverage share of each translated CDS whose amino acids are known, 0 to 1, by CDS name
 * @param failedCdses names of CDSes that could not be translated
 */
public record AminoAcidCalls(
    List<AminoAcidSubstitution> substitutions,
    List<AminoAcidDeletion> deletions,
    List<AminoAcidInsertion> insertions,
    List<UnknownCodons> unknown,
    List<FrameShift> frameShifts,
    Map<String, Double> coverage,
    List<String> failedCdses) {

  public AminoAcidCalls {
    substitutions = List.copyOf(substitutions);
    deletions = List.copyOf(deletions);
    insertions = List.copyOf(insertions);
    unknown = List.copyOf(unknown);
    frameShifts = List.copyOf(frameShifts);
    failedCdses = List.copyOf(failedCdses);
  }
}
