package org.virowatch.genomics.reads;

import java.util.HashMap;
import java.util.Map;
import org.virowatch.genomics.reads.Pileup.IndelCount;
import org.virowatch.genomics.reads.Pileup.RawIndel;

/**
 * Calls the consensus by vote, as iVar does: at each position the fewest, most frequent alleles
 * that together make up the threshold's share of the depth, and all that are as frequent as the
 * last of them. Several bases give their ambiguity code; a gap among several gives N. Gaps are
 * taken whole ({@link GapShapes}). An insertion is taken in if more than half of the fragments
 * across its junction have one, and at least the threshold's share: the most frequent.
 */
final class ConsensusCaller {
  /** Ambiguity code of a set of bases: bit 0 A, 1 C, 2 G, 3 T. */
  private static final String CODES = "NACMGRSVTWYHKDBN";

  private final ReadParameters parameters;

  ConsensusCaller(ReadParameters parameters) {
    this.parameters = parameters;
  }

  Consensus call(Pileup pileup) {
    byte[] letters = new byte[pileup.length()];
    byte[] bases = new byte[pileup.length()];
    for (int position = 0; position < letters.length; position++) {
      letters[position] = letter(pileup, position, Allele.COUNTED);
      bases[position] = letter(pileup, position, Allele.DELETED);
    }
    new GapShapes(pileup, parameters.consensusThreshold()).shape(letters, bases);
    return new Consensus(letters, insertions(pileup));
  }

  /** The letter voted among the first alleles: all, or bases alone. */
  private byte letter(Pileup pileup, int position, int alleles) {
    int all = pileup.depth(position);
    int depth = alleles == Allele.COUNTED ? all : all - pileup.count(position, Allele.DELETED);
    if (depth == 0 || all < parameters.minDepth()) {
      return 'N';
    }
    double needed = parameters.consensusThreshold() * depth;
    int sum = 0;
    int last = 0;
    int taken = 0;
    while (true) {
      int best = -1;
      for (int allele = 0; allele < alleles; allele++) {
        if ((taken & 1 << allele) == 0
            && (best < 0 || pileup.count(position, allele) > pileup.count(position, best))) {
          best = allele;
        }
      }
      int count = best < 0 ? 0 : pileup.count(position, best);
      if (count == 0 || (taken != 0 && count < last && sum >= needed)) {
        break;
      }
      taken |= 1 << best;
      sum += count;
      last = count;
    }
    int gap = 1 << Allele.DELETED;
    if ((taken & gap) != 0) {
      return (byte) (taken == gap ? '-' : 'N');
    }
    return (byte) CODES.charAt(taken);
  }

  private Map<Integer, String> insertions(Pileup pileup) {
    Map<Integer, Integer> totals = new HashMap<>();
    Map<Integer, RawIndel> best = new HashMap<>();
    pileup
        .indels()
        .forEach(
            (indel, count) -> {
              if (!indel.inserted().isEmpty()) {
                totals.merge(indel.position(), count.total(), Integer::sum);
                best.merge(indel.position(), indel, (a, b) -> moreFrequent(pileup, a, b));
              }
            });
    Map<Integer, String> insertions = new HashMap<>();
    totals.forEach(
        (position, total) -> {
          int depth = pileup.junction(position - 1);
          RawIndel indel = best.get(position);
          if (indel != null
              && depth >= parameters.minDepth()
              && 2L * total > depth
              && total >= parameters.consensusThreshold() * depth) {
            insertions.put(position, indel.inserted());
          }
        });
    return Map.copyOf(insertions);
  }

  private static RawIndel moreFrequent(Pileup pileup, RawIndel a, RawIndel b) {
    IndelCount first = pileup.indels().get(a);
    IndelCount second = pileup.indels().get(b);
    int difference = (first == null ? 0 : first.total()) - (second == null ? 0 : second.total());
    if (difference == 0) {
      return a.inserted().compareTo(b.inserted()) <= 0 ? a : b;
    }
    return difference > 0 ? a : b;
  }
}
