package org.virowatch.genomics.vcf;

import java.util.List;
import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * A genome as variants. Applied to the reference they give the genome back, unknown bases as N.
 *
 * @param variants ordered; none overlaps another
 * @param unknown positions that are N, ambiguous or outside the alignment, without those inside a
 *     variant; ordered
 */
public record GenomeVariants(List<Variant> variants, List<NucleotideRange> unknown) {
  public GenomeVariants {
    variants = List.copyOf(variants);
    unknown = List.copyOf(unknown);
  }
}
