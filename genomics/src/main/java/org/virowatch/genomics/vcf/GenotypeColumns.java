package org.virowatch.genomics.vcf;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What each genome has at the record being written, while positions are walked from left to right.
 * Not thread-safe.
 */
final class GenotypeColumns {

  private static final int LOST = -1;

  /** A change that reaches over positions to the right of its own. */
  private record Span(int end, int sample) {}

  private final Map<Variant, int[]> carriers;
  private final int samples;
  private final BitSet unknown = new BitSet();
  private final BitSet lost = new BitSet();
  private final int[][] changesAt; // genomes whose state of knowledge changes, by position
  private final PriorityQueue<Span> open = new PriorityQueue<>(Comparator.comparingInt(Span::end));

  GenotypeColumns(VariantSheet sheet, int length) {
    this.carriers = sheet.carriers();
    this.samples = sheet.samples().size();
    int[] counts = new int[length + 1];
    for (int sample = 0; sample < samples; sample++) {
      for (int bound : sheet.unknown(sample)) {
        counts[bound]++;
      }
    }
    changesAt = new int[length + 1][];
    for (int position = 0; position <= length; position++) {
      changesAt[position] = new int[counts[position]];
      counts[position] = 0;
    }
    for (int sample = 0; sample < samples; sample++) {
      for (int bound : sheet.unknown(sample)) {
        changesAt[bound][counts[bound]++] = sample;
      }
    }
  }

  /** Goes on to the next position, counted from 0. */
  void moveTo(int position) {
    for (int sample : changesAt[position]) {
      unknown.flip(sample);
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
  void open(Variant variant) {
    if (variant.reference().length() > 1) {
      for (int sample : carried(variant)) {
        lost.set(sample);
        open.add(new Span(variant.end(), sample));
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
  boolean append(StringBuilder out, List<Variant> variants, List<Variant> others) {
    Map<Integer, Integer> alleles = new HashMap<>();
    for (int i = 0; i < variants.size(); i++) {
      for (int sample : carried(variants.get(i))) {
        alleles.put(sample, i + 1);
      }
    }
    for (Variant other : others) {
      if (!other.keepsFirst()) {
        for (int sample : carried(other)) {
          alleles.put(sample, LOST);
        }
      }
    }
    boolean anyLost = false;
    String star = Integer.toString(variants.size() + 1);
    for (int sample = 0; sample < samples; sample++) {
      out.append('\t');
      Integer allele = alleles.get(sample);
      if (allele != null && allele > 0) {
        out.append(allele.intValue());
      } else if (allele != null || lost.get(sample)) {
        out.append(star);
        anyLost = true;
      } else {
        out.append(unknown.get(sample) ? '.' : '0');
      }
    }
    return anyLost;
  }

  private int[] carried(Variant variant) {
    int[] found = carriers.get(variant);
    return found == null ? new int[0] : found;
  }
}
