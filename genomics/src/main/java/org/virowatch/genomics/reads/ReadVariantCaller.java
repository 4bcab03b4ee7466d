package org.virowatch.genomics.reads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.virowatch.genomics.reads.Pileup.IndelCount;
import org.virowatch.genomics.reads.Pileup.RawIndel;
import org.virowatch.genomics.reads.ReadVariant.Filter;
import org.virowatch.genomics.reads.ReadVariant.Presence;
import org.virowatch.genomics.vcf.Variant;
import org.virowatch.genomics.vcf.VariantNormalizer;

/**
 * Finds what differs from the reference in a share of the reads. A substitution's frequency is its
 * share of all observations at the position, gaps included; a deletion's the share at its first
 * base; an insertion's the share of the fragments that pass over its junction. Two kinds of
 * artefact are marked and not dropped: as many observations as sequencing errors may give ({@link
 * ErrorModel}), and bases beside an indel that a read has only because it ends before it could show
 * the indel.
 */
final class ReadVariantCaller {
  private static final double UNLIKELY_NEAR_END = 0.02;

  private final byte[] reference;
  private final VariantNormalizer normalizer;
  private final ReadParameters parameters;

  ReadVariantCaller(byte[] reference, ReadParameters parameters) {
    this.reference = reference;
    this.normalizer = new VariantNormalizer(reference);
    this.parameters = parameters;
  }

  /** Variants in the order of their positions. */
  List<ReadVariant> call(Pileup pileup, Consensus consensus) {
    List<ReadVariant> variants = new ArrayList<>();
    for (int position = 0; position < reference.length; position++) {
      substitutions(pileup, position, consensus, variants);
    }
    indels(pileup, consensus, variants);
    variants.sort(null);
    return variants;
  }

  private void substitutions(
      Pileup pileup, int position, Consensus consensus, List<ReadVariant> variants) {
    int own = Allele.of(reference[position]);
    int depth = pileup.depth(position);
    if (own == Allele.NONE
        || depth < parameters.minDepth()
        || pileup.count(position, own) == depth) {
      return;
    }
    for (int allele = Allele.A; allele <= Allele.T; allele++) {
      int count = pileup.count(position, allele);
      if (allele == own || count == 0 || count < parameters.minFrequency() * depth) {
        continue;
      }
      int quality = ErrorModel.quality(count, pileup.expectedErrors(position) / 3);
      Filter filter =
          !ErrorModel.significant(quality, 3.0 * reference.length)
              ? Filter.CHANCE
              : onlyNearEnds(pileup, position, allele) ? Filter.READ_END : Filter.PASS;
      variants.add(
          new ReadVariant(
              new Variant(
                  position,
                  String.valueOf((char) reference[position]),
                  String.valueOf(Allele.letter(allele))),
              pileup.count(position, own),
              pileup.reverse(position, own),
              pileup.meanQuality(position, own),
              count,
              pileup.reverse(position, allele),
              pileup.meanQuality(position, allele),
              depth,
              quality,
              filter,
              presence(consensus.letters()[position], Allele.letter(allele))));
    }
  }

  private static Presence presence(byte letter, char allele) {
    return letter == allele
        ? Presence.PRESENT
        : "ACGT-".indexOf(letter) >= 0 ? Presence.ABSENT : Presence.UNCERTAIN;
  }

  /**
   * Whether more observations lie near the end of their read than the others' share explains, and
   * those that do not may be errors.
   */
  private boolean onlyNearEnds(Pileup pileup, int position, int allele) {
    int count = pileup.count(position, allele);
    int near = pileup.nearEnd(position, allele);
    int others = 0;
    int othersNear = 0;
    for (int other = 0; other < Allele.COUNTED; other++) {
      if (other != allele) {
        others += pileup.count(position, other);
        othersNear += pileup.nearEnd(position, other);
      }
    }
    if (others == 0) {
      return false;
    }
    double share = (othersNear + 1.0) / (others + 2.0); // Laplace's, since others may be few
    int rest = ErrorModel.quality(count - near, pileup.expectedErrors(position) / 3);
    return ErrorModel.binomialTail(near, count, share) <= UNLIKELY_NEAR_END
        && !ErrorModel.significant(rest, 3.0 * reference.length);
  }

  /** Indels that are the same in normal form, and the most frequent way reads have it. */
  private static final class Merged {
    RawIndel most;
    int mostCount;
    int count;
    int reverse;
    long qualities;

    Merged(RawIndel first) {
      most = first;
    }

    void add(RawIndel indel, IndelCount seen) {
      if (seen.total() > mostCount
          || (seen.total() == mostCount && indel.position() < most.position())) {
        most = indel;
        mostCount = seen.total();
      }
      count += seen.total();
      reverse += seen.reverse;
      qualities += seen.qualities;
    }
  }

  private void indels(Pileup pileup, Consensus consensus, List<ReadVariant> variants) {
    Map<Variant, Merged> merged = new HashMap<>();
    pileup
        .indels()
        .forEach(
            (indel, count) -> {
              Variant normal =
                  normalizer.normal(
                      indel.position(), indel.position() + indel.deleted(), indel.inserted());
              merged.computeIfAbsent(normal, first -> new Merged(indel)).add(indel, count);
            });
    merged.forEach(
        (variant, seen) -> {
          int position = seen.most.position();
          boolean deletion = seen.most.deleted() > 0;
          int depth =
              Math.max(
                  seen.count, deletion ? pileup.depth(position) : pileup.junction(position - 1));
          if (depth >= parameters.minDepth() && seen.count >= parameters.minFrequency() * depth) {
            variants.add(indel(pileup, consensus, variant, seen, depth));
          }
        });
  }

  private ReadVariant indel(
      Pileup pileup, Consensus consensus, Variant variant, Merged seen, int depth) {
    int position = seen.most.position();
    int own = Allele.of(reference[position]);
    int without = depth - seen.count;
    int quality = ErrorModel.quality(seen.count, depth * ErrorModel.INDEL_ERRORS);
    // The strands of those without an indel are those of the reference's base there.
    int reverse = own == Allele.NONE ? 0 : Math.min(without, pileup.reverse(position, own));
    return new ReadVariant(
        variant,
        without,
        reverse,
        own == Allele.NONE ? 0 : pileup.meanQuality(position, own),
        seen.count,
        seen.reverse,
        (int) Math.round((double) seen.qualities / seen.count),
        depth,
        quality,
        ErrorModel.significant(quality, reference.length) ? Filter.PASS : Filter.CHANCE,
        presence(consensus, seen.most));
  }

  private static Presence presence(Consensus consensus, RawIndel indel) {
    if (indel.deleted() == 0) {
      return indel.inserted().equals(consensus.insertions().get(indel.position()))
          ? Presence.PRESENT
          : Presence.ABSENT;
    }
    int end = indel.position() + indel.deleted();
    for (int position = indel.position(); position < end; position++) {
      Presence here = presence(consensus.letters()[position], '-');
      if (here != Presence.PRESENT) {
        return here;
      }
    }
    boolean longer =
        (indel.position() > 0 && consensus.letters()[indel.position() - 1] == '-')
            || (end < consensus.letters().length && consensus.letters()[end] == '-');
    return longer ? Presence.ABSENT : Presence.PRESENT;
  }
}
