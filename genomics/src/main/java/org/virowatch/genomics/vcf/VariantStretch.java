package org.virowatch.genomics.vcf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What many genomes have in one stretch of the reference. Not thread-safe. */
final class VariantStretch {

  private static final int[] NONE = new int[0];

  private final int begin;
  private final Map<Variant, CarriedVariant> variants = new HashMap<>();
  private final int[][] knowledgeChanges; // genomes, by position
  private final int[] changeCount;

  /**
   * @param begin first position, counted from 0
   * @param length number of positions
   */
  VariantStretch(int begin, int length) {
    this.begin = begin;
    knowledgeChanges = new int[length][];
    changeCount = new int[length];
    Arrays.fill(knowledgeChanges, NONE);
  }

  void add(Variant variant, int sample) {
    variants.computeIfAbsent(variant, CarriedVariant::new).add(sample);
  }

  /** A genome that was known up to a position is not from there on, or the other way round. */
  void addKnowledgeChange(int position, int sample) {
    int at = position - begin;
    if (changeCount[at] == knowledgeChanges[at].length) {
      knowledgeChanges[at] = Arrays.copyOf(knowledgeChanges[at], Math.max(4, 2 * changeCount[at]));
    }
    knowledgeChanges[at][changeCount[at]++] = sample;
  }

  /** First position, counted from 0. */
  int begin() {
    return begin;
  }

  /** Position after the last one. */
  int end() {
    return begin + changeCount.length;
  }

  /** Number of genomes of which more, or less, is known from a position on. */
  int knowledgeChanges(int position) {
    return changeCount[position - begin];
  }

  /** Number of such a genome. */
  int knowledgeChange(int position, int index) {
    return knowledgeChanges[position - begin][index];
  }

  /** Variants by position, and by the length of their reference letters, the longest first. */
  Map<Integer, Map<Integer, List<CarriedVariant>>> byStart() {
    List<CarriedVariant> sorted = new ArrayList<>(variants.values());
    sorted.sort(null);
    Map<Integer, Map<Integer, List<CarriedVariant>>> byStart = new HashMap<>();
    for (CarriedVariant carried : sorted) {
      byStart
          .computeIfAbsent(
              carried.variant().start(), start -> new TreeMap<>(Comparator.reverseOrder()))
          .computeIfAbsent(carried.variant().reference().length(), length -> new ArrayList<>())
          .add(carried);
    }
    return byStart;
  }
}
