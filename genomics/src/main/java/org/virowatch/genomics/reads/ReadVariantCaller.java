package org.virowatch.genomics.reads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.virowatch.genomics.reads.Pileup.IndelCount;
import org.virowatch.genomics.reads.Pileup.RawIndel;
import org.virowatch.genomics.reads.ReadVariant.Filter;
import org.virowatch.genomics.reads.ReadVariant.Presence;
import org.virowatch.genomics.reads.VariantFilter.Candidate;
import org.virowatch.genomics.vcf.Variant;
import org.virowatch.genomics.vcf.VariantNormalizer;

/**
 * Finds what differs from the reference in a share of the reads. A substitution's frequency is its
 * share of all observations at the position, gaps included; a deletion's the share at its first
 * base; an insertion's the share of the fragments that pass over its junction. What may be an
 * artefact is marked by {@link VariantFilter}, of which one kind is found here: bases beside an
 * indel that a read has only because it ends before it could show the indel. Beside an indel that
 * is more frequent only observations away from the reads' ends speak for a base.
 */
final class ReadVariantCaller {
  private static final double UNLIKELY_NEAR_END = 0.02;

  /** Indels so close may be the same one, misread. */
  private static final int SAME_PLACE = 5;

  /** Three bases and an indel. */
  private static final int TESTS_A_POSITION = 4;

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
    List<Candidate> candidates = new ArrayList<>();
    int[] besideIndel = new int[reference.length];
    indels(pileup, consensus, candidates, besideIndel);
    double tests = 0;
    for (int position = 0; position < reference.length; position++) {
      if (pileup.depth(position) >= parameters.minDepth()) {
        tests += TESTS_A_POSITION;
        substitutions(pileup, position, consensus, besideIndel[position], candidates);
      }
    }
    List<ReadVariant> variants = new ArrayList<>(VariantFilter.judge(candidates, tests));
    variants.sort(null);
    return variants;
  }

  private void substitutions(
      Pileup pileup, int position, Consensus consensus, int indels, List<Candidate> candidates) {
    int own = Allele.of(reference[position]);
    int depth = pileup.depth(position);
    if (own == Allele.NONE || pileup.count(position, own) == depth) {
      return;
    }
    for (int allele = Allele.A; allele <= Allele.T; allele++) {
      int count = pileup.count(position, allele);
      if (allele == own || count == 0 || count < parameters.minFrequency() * depth) {
        continue;
      }
      int quality = pileup.quality(position, allele);
      ReadVariant variant =
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
              Filter.PASS,
              presence(consensus.letters()[position], Allele.letter(allele)));
      candidates.add(
          new Candidate(
              variant,
              count < indels || mostlyNearEnds(pileup, position, allele)
                  ? pileup.qualityInside(position, allele)
                  : quality));
    }
  }

  private static Presence presence(byte letter, char allele) {
    return letter == allele
        ? Presence.PRESENT
        : "ACGT-".indexOf(letter) >= 0 ? Presence.ABSENT : Presence.UNCERTAIN;
  }

  /** Whether more observations lie near the end of their read than the others' share explains. */
  private static boolean mostlyNearEnds(Pileup pileup, int position, int allele) {
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
    return ErrorModel.binomialTail(near, count, share) <= UNLIKELY_NEAR_END;
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

  private void indels(
      Pileup pileup, Consensus consensus, List<Candidate> candidates, int[] besideIndel) {
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
    NavigableMap<Integer, List<Merged>> byPosition = new TreeMap<>();
    for (Merged seen : merged.values()) {
      byPosition.computeIfAbsent(seen.most.position(), at -> new ArrayList<>()).add(seen);
    }
    merged.forEach(
        (variant, seen) -> {
          int position = seen.most.position();
          boolean deletion = seen.most.deleted() > 0;
          int depth =
              Math.max(
                  seen.count, deletion ? pileup.depth(position) : pileup.junction(position - 1));
          if (depth >= parameters.minDepth() && seen.count >= parameters.minFrequency() * depth) {
            int rival = mostNear(byPosition, seen);
            ReadVariant indel = indel(pileup, consensus, variant, seen, depth, rival);
            candidates.add(new Candidate(indel, indel.quality()));
            int end = position + seen.most.deleted() + Pileup.NEAR_END;
            for (int at = Math.max(0, position - Pileup.NEAR_END);
                at < Math.min(end, reference.length);
                at++) {
              besideIndel[at] = Math.max(besideIndel[at], seen.count);
            }
          }
        });
  }

  /** Observations of the most frequent other indel here. */
  private static int mostNear(NavigableMap<Integer, List<Merged>> byPosition, Merged indel) {
    int position = indel.most.position();
    int most = 0;
    for (List<Merged> here :
        byPosition.subMap(position - SAME_PLACE, true, position + SAME_PLACE, true).values()) {
      for (Merged other : here) {
        most = other == indel ? most : Math.max(most, other.count);
      }
    }
    return most;
  }

  private ReadVariant indel(
      Pileup pileup, Consensus consensus, Variant variant, Merged seen, int depth, int rival) {
    int position = seen.most.position();
    int own = Allele.of(reference[position]);
    int without = depth - seen.count;
    int bases = Math.max(seen.most.deleted(), seen.most.inserted().length());
    int quality =
        ErrorModel.indelQuality(seen.count, depth, bases, seen.most.places(reference), rival);
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
        Filter.PASS,
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
