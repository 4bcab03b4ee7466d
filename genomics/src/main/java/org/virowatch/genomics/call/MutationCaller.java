package org.virowatch.genomics.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.virowatch.genomics.align.AlignmentPath;
import org.virowatch.genomics.align.ScoringScheme;
import org.virowatch.genomics.coordinate.NucleotidePosition;
import org.virowatch.genomics.coordinate.NucleotideRange;
import org.virowatch.genomics.sequence.Nucleotide;

/** Reads the differences off an aligned genome. Stateless and thread-safe. */
public final class MutationCaller {

  private final byte[] reference;
  private final ScoringScheme scheme;
  private final boolean everyBaseKnown;

  /**
   * @param reference upper-case codes; not copied
   * @param scheme scores of this reference
   */
  public MutationCaller(byte[] reference, ScoringScheme scheme) {
    this.reference = reference;
    this.scheme = scheme;
    boolean known = true;
    for (byte base : reference) {
      known &= Nucleotide.isKnown(base);
    }
    everyBaseKnown = known;
  }

  /** The differences between a genome and the reference. */
  public NucleotideCalls call(AlignedGenome genome) {
    List<Substitution> substitutions = new ArrayList<>();
    List<Deletion> deletions = new ArrayList<>();
    List<NucleotideRange> missing = new ArrayList<>();
    List<AmbiguousBases> ambiguous = new ArrayList<>();
    byte[] bases = genome.bases();
    int end = genome.end();
    int position = nextDifference(bases, genome.begin(), end);
    while (position < end) {
      byte base = bases[position];
      int from = position;
      if (Nucleotide.isKnown(base)) {
        substitutions.add(
            new Substitution(
                new NucleotidePosition(position), (char) reference[position], (char) base));
        position++;
      } else {
        while (position < end && bases[position] == base) {
          position++;
        }
        NucleotideRange range = new NucleotideRange(from, position);
        switch (base) {
          case Nucleotide.GAP -> deletions.add(new Deletion(range));
          case Nucleotide.UNKNOWN -> missing.add(range);
          default -> ambiguous.add(new AmbiguousBases(range, (char) base));
        }
      }
      position = nextDifference(bases, position, end);
    }
    return new NucleotideCalls(
        new NucleotideRange(genome.begin(), end),
        substitutions,
        deletions,
        genome.insertions(),
        missing,
        ambiguous);
  }

  /** Next position, from one on, that is no known base equal to the reference. */
  private int nextDifference(byte[] bases, int from, int end) {
    if (everyBaseKnown) {
      int equal = Arrays.mismatch(reference, from, end, bases, from, end);
      return equal < 0 ? end : from + equal;
    }
    int position = from;
    while (position < end
        && bases[position] == reference[position]
        && Nucleotide.isKnown(bases[position])) {
      position++;
    }
    return position;
  }

  /** What an alignment is worth, from its blocks and the differences found. */
  public int score(AlignmentPath path, NucleotideCalls calls, byte[] bases) {
    int score = 0;
    for (int block = 0; block < path.size(); block++) {
      score += scheme.match() * path.length(block);
      if (block > 0) {
        int gap =
            path.referenceStart(block)
                - path.referenceEnd(block - 1)
                + path.queryStart(block)
                - path.queryEnd(block - 1);
        score -= scheme.gapOpen(path.referenceEnd(block - 1)) + (gap - 1) * scheme.gapExtend();
      }
    }
    for (Substitution substitution : calls.substitutions()) {
      score -= loss(substitution.position().zeroBased(), (byte) substitution.query());
    }
    for (NucleotideRange range : calls.missing()) {
      score -= losses(range, bases);
    }
    for (AmbiguousBases run : calls.ambiguous()) {
      score -= losses(run.range(), bases);
    }
    return score;
  }

  private int losses(NucleotideRange range, byte[] bases) {
    int losses = 0;
    for (int position = range.begin(); position < range.end(); position++) {
      losses += loss(position, bases[position]);
    }
    return losses;
  }

  private int loss(int position, byte base) {
    return scheme.match() - scheme.pair(reference[position], base);
  }
}
