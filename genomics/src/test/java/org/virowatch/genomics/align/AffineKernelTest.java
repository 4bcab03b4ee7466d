package org.virowatch.genomics.align;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.virowatch.genomics.dataset.RealDatasets;
import org.virowatch.genomics.dataset.ReferenceDataset;

class AffineKernelTest {

  /** Held at once, the way back of the largest bands would take a byte for each of their cells. */
  @Test
  void theWayBackIsTheSameInBlocksOfRowsComputedAgain() {
    ReferenceDataset dataset = RealDatasets.dataset("flu-h3n2-ha");
    byte[] reference = dataset.reference();
    ScoringScheme scheme =
        ScoringScheme.nucleotides(
            dataset.alignmentParameters(),
            reference.length,
            dataset.annotation().codingSequences());
    GenomeMutator mutator = new GenomeMutator(reference, 1);
    AffineKernel whole = new AffineKernel();
    AffineKernel inBlocks = new AffineKernel(20_000);
    Band band = new Band();
    for (int i = 0; i < 60; i++) {
      byte[] query = mutator.next();
      if (i % 2 == 0) {
        band.full(reference.length, query.length);
      } else {
        band.aroundDiagonal(reference.length, query.length, i % 7, 450);
        band.regularize(query.length);
      }
      AlignmentPath expected = new AlignmentPath();
      AlignmentPath actual = new AlignmentPath();
      boolean joined = align(whole, scheme, reference, query, band, expected);
      assertThat(align(inBlocks, scheme, reference, query, band, actual)).isEqualTo(joined);
      assertThat(inBlocks.endScore()).isEqualTo(whole.endScore());
      assertThat(actual.toString()).isEqualTo(expected.toString());
      assertThat(actual.touchesBand()).isEqualTo(expected.touchesBand());
    }
  }

  private static boolean align(
      AffineKernel kernel,
      ScoringScheme scheme,
      byte[] reference,
      byte[] query,
      Band band,
      AlignmentPath out) {
    return kernel.align(
        scheme,
        reference,
        reference.length,
        query,
        query.length,
        new AffineKernel.Box(0, reference.length, 0, query.length, true, true),
        band,
        out);
  }
}
