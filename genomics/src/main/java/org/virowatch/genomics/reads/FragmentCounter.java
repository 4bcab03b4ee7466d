package org.virowatch.genomics.reads;

/**
 * Adds fragments to a pileup, each once at every position. Where the two reads of a fragment
 * overlap they are one observation: if they agree, their qualities add up; if they differ, the
 * better one counts with 0.8 of its quality, and neither if they are equal. These are the rules of
 * htslib's pileup (mpileup without {@code -x}), except that it takes one of two equal ones.
 */
final class FragmentCounter {
  private static final double CONTRADICTED = 0.8;

  private final Pileup pileup;
  private final int minQuality;

  FragmentCounter(Pileup pileup, int minQuality) {
    this.pileup = pileup;
    this.minQuality = minQuality;
  }

  /** Counts a single read. */
  void add(ReadLayout read) {
    for (int position = read.from(); position < read.to(); position++) {
      if (read.allele(position) != Allele.NONE) {
        countAllele(position, read, read.quality(position), read.nearEnd(position));
      }
      if (read.spans(position)) {
        countJunction(position, read, read.junctionQuality(position));
      }
    }
  }

  /** Counts two reads of a fragment. */
  void add(ReadLayout one, ReadLayout two) {
    int from = Math.min(one.from(), two.from());
    int to = Math.max(one.to(), two.to());
    for (int position = from; position < to; position++) {
      addAllele(position, one, two);
      addJunction(position, one, two);
    }
  }

  private void addAllele(int position, ReadLayout one, ReadLayout two) {
    int first = one.allele(position);
    int second = two.allele(position);
    if (first == Allele.NONE && second == Allele.NONE) {
      return;
    }
    if (first == Allele.NONE || second == Allele.NONE) {
      ReadLayout only = second == Allele.NONE ? one : two;
      countAllele(position, only, only.quality(position), only.nearEnd(position));
      return;
    }
    int difference = one.quality(position) - two.quality(position);
    ReadLayout better = difference >= 0 ? one : two;
    if (first == second) {
      int sum = Math.min(ReadLayout.BEST_QUALITY, one.quality(position) + two.quality(position));
      countAllele(position, better, sum, one.nearEnd(position) && two.nearEnd(position));
    } else if (difference != 0) {
      int quality = (int) (CONTRADICTED * better.quality(position));
      countAllele(position, better, quality, better.nearEnd(position));
    }
  }

  private void addJunction(int position, ReadLayout one, ReadLayout two) {
    boolean first = one.spans(position);
    boolean second = two.spans(position);
    if (!first && !second) {
      return;
    }
    if (!first || !second) {
      ReadLayout only = first ? one : two;
      countJunction(position, only, only.junctionQuality(position));
      return;
    }
    int difference = one.junctionQuality(position) - two.junctionQuality(position);
    ReadLayout better = difference >= 0 ? one : two;
    if (one.inserted(position).equals(two.inserted(position))) {
      int sum = one.junctionQuality(position) + two.junctionQuality(position);
      countJunction(position, better, Math.min(ReadLayout.BEST_QUALITY, sum));
    } else if (difference != 0) {
      countJunction(position, better, (int) (CONTRADICTED * better.junctionQuality(position)));
    }
  }

  private void countAllele(int position, ReadLayout read, int quality, boolean nearEnd) {
    if (quality < minQuality) {
      return;
    }
    int allele = read.allele(position);
    pileup.add(position, allele, quality, read.reverse(), nearEnd);
    int gap = allele == Allele.DELETED ? read.gapLength(position) : 0;
    if (gap > 0) {
      pileup.addIndel(new Pileup.RawIndel(position, gap, ""), quality, read.reverse());
    }
  }

  private void countJunction(int position, ReadLayout read, int quality) {
    if (quality < minQuality) {
      return;
    }
    pileup.addJunction(position);
    String inserted = read.inserted(position);
    if (!inserted.isEmpty()) {
      pileup.addIndel(new Pileup.RawIndel(position + 1, 0, inserted), quality, read.reverse());
    }
  }
}
