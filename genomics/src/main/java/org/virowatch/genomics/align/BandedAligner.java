package org.virowatch.genomics.align;

import java.util.List;
import org.virowatch.genomics.dataset.AlignmentParameters;
import org.virowatch.genomics.sequence.Nucleotide;

/**
 * The reference implementation: dynamic programming over the whole band that the seeds give,
 * widened and repeated while the path touches its border.
 *
 * <p>Reuses buffers: not thread-safe.
 */
public final class BandedAligner {

  /** Cells of a first attempt: a bound on work. */
  private static final long MOST_CELLS = 100_000_000L;

  /** Cells of a first attempt that may take seconds: a bound on work for hostile input. */
  private static final long MOST_CELLS_IF_PATIENT = 1_000_000_000L;

  /** Cells of a wider attempt, which is only made if it can be afforded. */
  private static final long MOST_CELLS_TO_RETRY = 30_000_000L;

  private final byte[] reference;
  private final AlignmentParameters parameters;
  private final ScoringScheme scheme;
  private final SeedSearch search;
  private final AffineKernel kernel = new AffineKernel();
  private final Band band = new Band();
  private final AlignmentPath wider = new AlignmentPath();
  private double seedCover;

  /**
   * @param reference upper-case codes; not copied
   * @param scheme nucleotide scores of this reference
   */
  public BandedAligner(byte[] reference, AlignmentParameters parameters, ScoringScheme scheme) {
    this.reference = reference;
    this.parameters = parameters;
    this.scheme = scheme;
    this.search = new SeedSearch(reference, parameters);
  }

  /**
   * Aligns a query, unless that may take seconds.
   *
   * @param query upper-case codes without gaps; only the first {@code queryLength} count
   * @param out receives the alignment if there is one
   */
  public AlignmentOutcome align(byte[] query, int queryLength, AlignmentPath out) {
    return align(query, queryLength, MOST_CELLS, out);
  }

  /** Aligns a query in any band that the dataset's {@code maxBandArea} allows. */
  AlignmentOutcome alignPatiently(byte[] query, int queryLength, AlignmentPath out) {
    return align(query, queryLength, MOST_CELLS_IF_PATIENT, out);
  }

  private AlignmentOutcome align(byte[] query, int queryLength, long mostCells, AlignmentPath out) {
    seedCover = 0;
    if (reference.length + queryLength < 20 * parameters.kmerLength()) {
      band.full(reference.length, queryLength);
      return run(query, queryLength, out) ? AlignmentOutcome.ALIGNED : AlignmentOutcome.NO_PATH;
    }
    List<Seed> matches = search.matches(query, queryLength);
    if (search.isExhausted()) {
      return AlignmentOutcome.TOO_REPETITIVE;
    }
    if (matches.isEmpty()) {
      return AlignmentOutcome.NO_SEEDS;
    }
    SeedChain chain = SeedChain.of(matches);
    if (!coversEnough(chain, query, queryLength)) {
      return AlignmentOutcome.TOO_FEW_SEEDS;
    }
    return alignAround(chain, query, queryLength, mostCells, out);
  }

  /** Share of the known bases that the seeds of the last query covered, 0 to 1. */
  public double seedCover() {
    return seedCover;
  }

  private boolean coversEnough(SeedChain chain, byte[] query, int queryLength) {
    int covered = chain.covered();
    seedCover = (double) covered / Math.min(queryLength, reference.length);
    if (seedCover < parameters.minSeedCover()) {
      int known = 0;
      for (int i = 0; i < queryLength; i++) {
        known += Nucleotide.isKnown(query[i]) ? 1 : 0;
      }
      seedCover = (double) covered / Math.max(1, Math.min(known, reference.length));
    }
    return seedCover >= parameters.minSeedCover();
  }

  private AlignmentOutcome alignAround(
      SeedChain chain, byte[] query, int queryLength, long mostCells, AlignmentPath out) {
    int terminal = parameters.terminalBandwidth();
    int excess = parameters.excessBandwidth();
    int minimal = Math.max(1, parameters.allowedMismatches());
    if (!fits(lay(chain, queryLength, terminal, excess, minimal), mostCells)) {
      return AlignmentOutcome.BAND_TOO_LARGE;
    }
    if (!run(query, queryLength, out)) {
      return AlignmentOutcome.NO_PATH;
    }
    for (int attempt = 0;
        out.touchesBand() && attempt < parameters.maxAlignmentAttempts();
        attempt++) {
      terminal = Math.max(2 * terminal, 1);
      excess = Math.max(2 * excess, 1);
      minimal = 2 * minimal;
      if (!fits(lay(chain, queryLength, terminal, excess, minimal), MOST_CELLS_TO_RETRY)
          || !run(query, queryLength, wider)) {
        break;
      }
      out.copyFrom(wider);
    }
    return AlignmentOutcome.ALIGNED;
  }

  private long lay(SeedChain chain, int queryLength, int terminal, int excess, int minimal) {
    return SeedBand.around(chain, reference.length, queryLength, terminal, excess, minimal, band);
  }

  private boolean fits(long cells, long most) {
    return cells <= Math.min(parameters.maxBandArea(), most);
  }

  private boolean run(byte[] query, int queryLength, AlignmentPath path) {
    path.clear();
    return kernel.align(
        scheme,
        reference,
        reference.length,
        query,
        queryLength,
        new AffineKernel.Box(0, reference.length, 0, queryLength, true, true),
        band,
        path);
  }
}
