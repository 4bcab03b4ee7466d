package org.virowatch.genomics.reads;

import org.virowatch.genomics.vcf.Variant;

/**
 * A difference from the reference that some of the reads have.
 *
 * @param variant left-aligned and parsimonious, as in VCF
 * @param referenceCount observations of the reference's base, or of no such gap or insertion
 * @param referenceReverse those on the reverse strand
 * @param referenceQuality their mean Phred quality
 * @param count observations of the variant
 * @param reverse those on the reverse strand
 * @param meanQuality their mean Phred quality
 * @param depth all observations here, gaps included
 * @param quality Phred-scaled probability of so many sequencing errors; at most 5,000
 * @param filter why to doubt it
 * @param presence what the consensus has
 */
public record ReadVariant(
    Variant variant,
    int referenceCount,
    int referenceReverse,
    int referenceQuality,
    int count,
    int reverse,
    int meanQuality,
    int depth,
    int quality,
    Filter filter,
    Presence presence)
    implements Comparable<ReadVariant> {

  /** Whether a variant can be believed. */
  public enum Filter {
    /** Nothing speaks against it. */
    PASS,
    /** As many observations can be sequencing errors. */
    CHANCE,
    /** On one strand, unlike the reference's. */
    STRAND,
    /** Nearly all its observations are near the end of a read, unlike the others'. */
    READ_END;

    /** The name in VCF and table. */
    public String text() {
      return switch (this) {
        case PASS -> "PASS";
        case CHANCE -> "chance";
        case STRAND -> "strand";
        case READ_END -> "read_end";
      };
    }
  }

  /** What the consensus has where the variant is. */
  public enum Presence {
    /** The variant. */
    PRESENT,
    /** Something else. */
    ABSENT,
    /** An ambiguity code, or too little is known. */
    UNCERTAIN
  }

  /** The same with another filter. */
  ReadVariant with(Filter other) {
    return new ReadVariant(
        variant,
        referenceCount,
        referenceReverse,
        referenceQuality,
        count,
        reverse,
        meanQuality,
        depth,
        quality,
        other,
        presence);
  }

  /** Share of the depth, 0 to 1. */
  public double frequency() {
    return (double) count / depth;
  }

  /** Observations on the forward strand. */
  public int forward() {
    return count - reverse;
  }

  @Override
  public int compareTo(ReadVariant other) {
    return variant.compareTo(other.variant);
  }
}
