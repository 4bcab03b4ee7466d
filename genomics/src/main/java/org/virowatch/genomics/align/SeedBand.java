package org.virowatch.genomics.align;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays a band around a chain of seeds, after Nextclade v3: narrow along a seed, wide enough between
 * two seeds for the gap between their diagonals plus some excess, wide at the ends. Pieces of the
 * band that a wide junction needs to reach into are given up for it.
 */
final class SeedBand {

  /** Rows {@code from} (included) to {@code to} with query-minus-reference offsets low to high. */
  private record Piece(int from, int to, int low, int high) {
    Piece endingAt(int row) {
      return new Piece(from, row, low, high);
    }
  }

  private final List<Piece> pieces = new ArrayList<>();
  private final int referenceLength;
  private final int queryLength;
  private final int terminal;
  private final int excess;
  private final int minimal;
  private int reach; // rows a junction reaches back, after the last extension
  private int row; // row at which the next piece begins

  private SeedBand(int referenceLength, int queryLength, int terminal, int excess, int minimal) {
    this.referenceLength = referenceLength;
    this.queryLength = queryLength;
    this.terminal = terminal;
    this.excess = excess;
    this.minimal = minimal;
  }

  /**
   * Fills the band.
   *
   * @param terminal half width at the ends
   * @param excess half width between seeds beyond what the seeds' diagonals need
   * @param minimal half width along a seed
   * @return number of cells
   */
  static long around(
      SeedChain chain,
      int referenceLength,
      int queryLength,
      int terminal,
      int excess,
      int minimal,
      Band band) {
    SeedBand builder = new SeedBand(referenceLength, queryLength, terminal, excess, minimal);
    builder.lay(chain.seeds());
    return builder.fill(band);
  }

  private void lay(List<Seed> seeds) {
    Seed current = seeds.get(0);
    int forward = terminal;
    row = Math.min(current.reference() + forward, referenceLength + 1);
    Piece piece = new Piece(0, row, current.offset() - terminal, current.offset() + terminal);
    for (int i = 1; i < seeds.size(); i++) {
      Seed following = seeds.get(i);
      int mean = (following.offset() + current.offset()) / 2;
      int shift = Math.abs(following.offset() - current.offset()) / 2;
      forward = shift + excess;
      extendAndRewind(current, piece, mean, forward, shift + excess);
      int width = Math.max(reach, excess);
      piece = new Piece(row, following.reference() + forward, mean - width, mean + width);
      current = following;
    }
    extendAndRewind(
        current,
        piece,
        current.offset(),
        forward,
        seeds.size() == 1 ? terminal : Math.max(terminal, reach));
    pieces.add(
        new Piece(row, referenceLength + 1, current.offset() - reach, current.offset() + reach));
  }

  /** Adds the body of a seed, then takes back whatever the junction behind it reaches into. */
  private void extendAndRewind(Seed seed, Piece junction, int mean, int forward, int back) {
    Piece piece = junction;
    int seedEnd = seed.referenceEnd();
    if (seedEnd > piece.to) {
      pieces.add(piece);
      piece = new Piece(piece.to, seedEnd, seed.offset() - minimal, seed.offset() + minimal);
    }
    reach = Math.max(back, Math.max(mean - piece.low, piece.high - mean));
    while (piece.from > Math.max(0, seedEnd - reach - 1)) {
      piece =
          pieces.isEmpty()
              ? new Piece(
                  0,
                  Math.min(seed.reference() + forward, referenceLength + 1),
                  seed.offset() - reach,
                  seed.offset() + reach)
              : pieces.remove(pieces.size() - 1);
      reach = Math.max(reach, Math.max(mean - piece.low, piece.high - mean));
    }
    row = Math.max(0, seedEnd - reach);
    if (row > piece.from) {
      pieces.add(piece.endingAt(row));
    }
  }

  private long fill(Band band) {
    band.reset(0, referenceLength);
    int latestBegin = Math.max(0, queryLength - minimal);
    int filled = 0;
    for (Piece piece : pieces) {
      for (int r = Math.max(piece.from, filled); r < piece.to && r <= referenceLength; r++) {
        band.set(
            r,
            Band.clamp(r + piece.low, 0, latestBegin),
            Band.clamp(r + piece.high, 0, queryLength) + 1);
        filled = r + 1;
      }
    }
    for (; filled <= referenceLength; filled++) {
      band.set(filled, latestBegin, queryLength + 1);
    }
    return band.regularize(queryLength);
  }
}
