package org.virowatch.genomics.vcf;

import java.util.Arrays;

/** A variant and the genomes that have it. */
final class CarriedVariant implements Comparable<CarriedVariant> {

  private final Variant variant;
  private int[] samples = new int[2];
  private int count;

  CarriedVariant(Variant variant) {
    this.variant = variant;
  }

  Variant variant() {
    return variant;
  }

  void add(int sample) {
    if (count == samples.length) {
      samples = Arrays.copyOf(samples, 2 * count);
    }
    samples[count++] = sample;
  }

  /** Number of genomes. */
  int carriers() {
    return count;
  }

  /** Number of a genome. */
  int carrier(int index) {
    return samples[index];
  }

  @Override
  public int compareTo(CarriedVariant other) {
    return variant.compareTo(other.variant);
  }
}
