package org.virowatch.genomics.reads;

import java.util.List;

/**
 * What a sample's reads say.
 *
 * @param sample its name
 * @param consensus its genome: bases, ambiguity codes, and N where too little is known
 * @param consensusKnown share of the reference's positions that are known in it, 0 to 1
 * @param variants differences from the reference, in order
 * @param coverage how much was read
 * @param counts what became of the records
 * @param agreement share of the bases that are the reference's, 0 to 1
 * @param pileup the counts themselves
 */
public record ReadsAnalysis(
    String sample,
    String consensus,
    double consensusKnown,
    List<ReadVariant> variants,
    CoverageSummary coverage,
    ReadCounts counts,
    double agreement,
    Pileup pileup) {

  public ReadsAnalysis {
    variants = List.copyOf(variants);
  }
}
