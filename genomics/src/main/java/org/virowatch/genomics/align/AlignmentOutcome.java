package org.virowatch.genomics.align;

/** Whether a sequence could be aligned, and if not, how far the attempt came. */
public enum AlignmentOutcome {
  /** There is an alignment. */
  ALIGNED,
  /** No seed was found. */
  NO_SEEDS,
  /** The seeds cover too little of the query. */
  TOO_FEW_SEEDS,
  /** The query repeats parts of the reference so often that its seeds cannot be chained. */
  TOO_REPETITIVE,
  /** The band would need too many cells. */
  BAND_TOO_LARGE,
  /** No path leads through the band. */
  NO_PATH
}
