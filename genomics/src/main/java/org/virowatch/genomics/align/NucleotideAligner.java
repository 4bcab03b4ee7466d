package org.virowatch.genomics.align;

import org.virowatch.genomics.dataset.ReferenceDataset;

/**
 * Aligns genomes to a dataset's reference: the fast way where it is certain to give the reference
 * implementation's answer, otherwise by the reference implementation.
 *
 * <p>Reuses buffers: not thread-safe.
 */
public final class NucleotideAligner {

  private final ScoringScheme scheme;
  private final AnchoredAligner anchored;
  private final BandedAligner banded;

  /**
   * @param dataset reference and parameters
   */
  public NucleotideAligner(ReferenceDataset dataset) {
    byte[] reference = dataset.reference();
    scheme =
        ScoringScheme.nucleotides(
            dataset.alignmentParameters(),
            reference.length,
            dataset.annotation().codingSequences());
    anchored = new AnchoredAligner(reference, dataset.alignmentParameters(), scheme);
    banded = new BandedAligner(reference, dataset.alignmentParameters(), scheme);
  }

  /** What pairs and gaps are worth. */
  public ScoringScheme scheme() {
    return scheme;
  }

  /**
   * Aligns a query.
   *
   * @param query upper-case codes without gaps; only the first {@code queryLength} count
   * @param out receives the alignment if there is one
   */
  public AlignmentOutcome align(byte[] query, int queryLength, AlignmentPath out) {
    if (anchored.align(query, queryLength, out)) {
      return AlignmentOutcome.ALIGNED;
    }
    AlignmentOutcome outcome = banded.align(query, queryLength, out);
    if (outcome != AlignmentOutcome.BAND_TOO_LARGE) {
      return outcome;
    }
    return anchored.alignUnproved(query, queryLength, out)
        ? AlignmentOutcome.ALIGNED
        : banded.alignPatiently(query, queryLength, out);
  }

  /** Share of the known bases that the seeds of the last refused query covered, 0 to 1. */
  public double seedCover() {
    return banded.seedCover();
  }
}
