package org.virowatch.genomics.vcf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * The variants of many genomes, held as numbers: what a genome costs is four bytes a variant and
 * eight a run of unknown positions. Not thread-safe.
 */
public final class VariantSheet {

  private final Set<String> samples = new LinkedHashSet<>();
  private final Map<Variant, Integer> numbers = new HashMap<>();
  private final List<Variant> variants = new ArrayList<>();
  private final List<int[]> carried = new ArrayList<>();
  private final List<int[]> unknown = new ArrayList<>();

  /**
   * Adds a genome.
   *
   * @param name its name; one that is taken gets a number
   */
  public void add(String name, GenomeVariants genome) {
    String sample = name.isBlank() ? "unnamed" : name.strip().replaceAll("\\s+", "_");
    String free = sample;
    for (int copy = 2; !samples.add(free); copy++) {
      free = sample + "_" + copy;
    }
    int[] own = new int[genome.variants().size()];
    for (int i = 0; i < own.length; i++) {
      Variant variant = genome.variants().get(i);
      Integer number = numbers.putIfAbsent(variant, variants.size());
      if (number == null) {
        number = variants.size();
        variants.add(variant);
      }
      own[i] = number;
    }
    carried.add(own);
    int[] bounds = new int[2 * genome.unknown().size()];
    for (int i = 0; i < genome.unknown().size(); i++) {
      NucleotideRange range = genome.unknown().get(i);
      bounds[2 * i] = range.begin();
      bounds[2 * i + 1] = range.end();
    }
    unknown.add(bounds);
  }

  /** Names of the genomes, all different. */
  List<String> samples() {
    return List.copyOf(samples);
  }

  /** Variants in order, each once. */
  List<Variant> variants() {
    List<Variant> sorted = new ArrayList<>(variants);
    sorted.sort(null);
    return sorted;
  }

  /** Genomes with each variant, by the variant. */
  Map<Variant, int[]> carriers() {
    int[] counts = new int[variants.size()];
    for (int[] own : carried) {
      for (int number : own) {
        counts[number]++;
      }
    }
    int[][] genomes = new int[variants.size()][];
    for (int i = 0; i < genomes.length; i++) {
      genomes[i] = new int[counts[i]];
    }
    Arrays.fill(counts, 0);
    for (int sample = 0; sample < carried.size(); sample++) {
      for (int number : carried.get(sample)) {
        genomes[number][counts[number]++] = sample;
      }
    }
    Map<Variant, int[]> carriers = new HashMap<>(2 * genomes.length);
    for (int i = 0; i < genomes.length; i++) {
      carriers.put(variants.get(i), genomes[i]);
    }
    return carriers;
  }

  /** Begin and end of each run of unknown positions of a genome. */
  int[] unknown(int sample) {
    return unknown.get(sample);
  }
}
