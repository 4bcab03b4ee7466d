package org.virowatch.genomics.vcf;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What each genome has at the record being written, while positions are walked from left to right.
 * Not thread-safe.
 */
final class GenotypeColumns {

  private static final int LOST = -1;

  /** A change that reaches over positions to the right of its own. */
  private record Span(int end, int sample) {}

  private final int samples;
  private final int[] alleles; // by genome; 0 but while a record is written
  private final BitSet unknown = new BitSet();
  private final BitSet lost = new BitSet();
  private final PriorityQueue<Span> open = new PriorityQueue<>(Comparator.comparingInt(Span::end));

  GenotypeColumns(int samples) {
    this.samples = samples;
    alleles = new int[samples];
  }

  /** Goes on to the next position, counted from 0. */
  void moveTo(int position, VariantStretch stretch) {
    for (int i = 0; i < stretch.knowledgeChanges(position); i++) {
      unknown.flip(stretch.knowledgeChange(position, i));
    }
    while (!open.isEmpty() && open.element().end() <= position) {
      lost.clear(open.remove().sample());
    }
  }

  /** Whether a genome is unknown here. */
  boolean anyUnknown() {
    return !unknown.isEmpty();
  }

  /** Marks what a variant written here covers further right. */
  void open(CarriedVariant carried) {
    if (carried.variant().reference().length() > 1) {
      for (int i = 0; i < carried.carriers(); i++) {
        lost.set(carried.carrier(i));
        open.add(new Span(carried.variant().end(), carried.carrier(i)));
      }
    }
  }

  /**
   * Appends the genotypes of a record.
   *
   * @param variants alternatives of the record, in order
   * @param others variants of longer records at this position, written before
   * @return whether the allele {@code *} is needed, which is the one after the last alternative
   */
  boolean append(StringBuilder out, List<CarriedVariant> variants, List<CarriedVariant> others) {
    for (int i = 0; i < variants.size(); i++) {
      mark(variants.get(i), i + 1);
    }
    for (CarriedVariant other : others) {
      if (!other.variant().keepsFirst()) {
        mark(other, LOST);
      }
    }
    boolean anyLost = false;
    String star = Integer.toString(variants.size() + 1);
    for (int sample = 0; sample < samples; sample++) {
      out.append('\t');
      int allele = alleles[sample];
      if (allele > 0) {
        out.append(allele);
      } else if (allele == LOST || lost.get(sample)) {
        out.append(star);
        anyLost = true;
      } else {
        out.append(unknown.get(sample) ? '.' : '0');
      }
    }
    variants.forEach(carried -> mark(carried, 0));
    others.forEach(carried -> mark(carried, 0));
    return anyLost;
  }

  private void mark(CarriedVariant carried, int allele) {
    for (int i = 0; i < carried.carriers(); i++) {
      alleles[carried.carrier(i)] = allele;
    }
  }
}
