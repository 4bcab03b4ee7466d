package org.virowatch.genomics.stored;

/** How sure it is that a re-placed genome says what its sequence would, called afresh. */
public enum Fidelity {
  /** Every field is as if the genome had been called afresh. */
  EXACT,

  /**
   * The dataset looks for alignments more or less widely than the one the genome was called with,
   * and the alignment was kept all the same. Exact unless the new search finds another alignment.
   */
  ALIGNMENT_KEPT,

  /**
   * The call was stored by a release that did not tell ambiguity codes from N. They are taken for
   * N: lineage and private mutations see them as unknown rather than as the reference's base, and
   * quality counts them as missing rather than as mixed.
   */
  AMBIGUITY_UNKNOWN
}
