package org.virowatch.genomics.align;

/**
 * Alignment in a band of fixed width around one diagonal, as Nextclade aligns proteins: where the
 * diagonal lies follows from the nucleotide alignment, and gaps at the ends cost as others do
 * unless the nucleotides are missing there too.
 *
 * <p>Reuses buffers: not thread-safe.
 */
public final class DiagonalBandAligner {

  private final AffineKernel kernel = new AffineKernel();
  private final Band band = new Band();

  /**
   * Aligns a query.
   *
   * @param shift reference letters minus query letters before the band's middle
   * @param width columns on each side of the middle
   * @param freeStart whether gaps at the start are free
   * @param freeEnd whether gaps at the end are free
   * @param out receives the alignment
   * @return whether a path leads through the band
   */
  public boolean align(
      ScoringScheme scheme,
      byte[] reference,
      int referenceLength,
      byte[] query,
      int queryLength,
      int shift,
      int width,
      boolean freeStart,
      boolean freeEnd,
      AlignmentPath out) {
    out.clear();
    band.aroundDiagonal(referenceLength, queryLength, shift, width);
    return kernel.align(
        scheme,
        reference,
        referenceLength,
        query,
        queryLength,
        new AffineKernel.Box(0, referenceLength, 0, queryLength, freeStart, freeEnd),
        band,
        out);
  }

  /**
   * Whether letters {@code from} to {@code to} (excluded) of two rows of equal length are best
   * paired one to one, given that what lies before and after them is.
   *
   * @param width columns on each side of the diagonal that a better path may use
   */
  public boolean staysOnDiagonal(
      ScoringScheme scheme,
      byte[] reference,
      byte[] query,
      int from,
      int to,
      int width,
      AlignmentPath scratch) {
    scratch.clear();
    band.reset(from, to);
    for (int row = from; row <= to; row++) {
      band.set(row, Math.max(from, row - width), Math.min(to, row + width) + 1);
    }
    boolean joined =
        kernel.align(
            scheme,
            reference,
            reference.length,
            query,
            query.length,
            new AffineKernel.Box(from, to, from, to, false, false),
            band,
            scratch);
    return joined && scratch.size() == 1 && scratch.length(0) == to - from;
  }
}
