package org.virowatch.genomics.vcf;

import java.util.Comparator;

/**
 * A variant as VCF has it: left-aligned and parsimonious against the reference.
 *
 * @param start first reference position, counted from 0
 * @param reference letters of the reference; at least one
 * @param alternative letters of the genome, N where unknown; at least one
 */
public record Variant(int start, String reference, String alternative)
    implements Comparable<Variant> {

  private static final Comparator<Variant> ORDER =
      Comparator.comparingInt(Variant::start)
          .thenComparingInt(variant -> variant.reference().length())
          .thenComparing(Variant::alternative);

  /** Reference position after the last one. */
  public int end() {
    return start + reference.length();
  }

  /** Whether the genome has the reference's letter at the first position, as before an indel. */
  public boolean keepsFirst() {
    return reference.charAt(0) == alternative.charAt(0);
  }

  @Override
  public int compareTo(Variant other) {
    return ORDER.compare(this, other);
  }
}
