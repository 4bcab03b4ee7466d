package org.virowatch.genomics.stored;

/** When the sequence of a stored genome is restored and aligned again, not only placed again. */
public enum Realignment {
  /** If anything differs that the calls depend on: always as if called afresh. */
  IF_SEARCH_DIFFERS,

  /**
   * Only if the worth of an alignment or the coding sequences differ. Faster between datasets that
   * differ in bands or seeds; see {@link Fidelity#ALIGNMENT_KEPT}.
   */
  IF_SCORES_DIFFER
}
