package org.virowatch.genomics.reads;

import java.util.Locale;
import org.virowatch.genomics.vcf.Variant;

/**
 * Variants of reads as a table under iVar's column names, with the sample before them and the
 * filter behind: {@code ALT} is a base, {@code -} with the bases lost or {@code +} with the bases
 * gained after {@code POS}.
 */
public final class ReadVariantTable {

  /** The header line. */
  public static final String HEADER =
      "SAMPLE\tREGION\tPOS\tREF\tALT\tREF_DP\tREF_RV\tREF_QUAL\tALT_DP\tALT_RV\tALT_QUAL\tALT_FREQ"
          + "\tTOTAL_DP\tPVAL\tPASS\tFILTER\n";

  private final String region;

  /**
   * @param region name of the reference sequence
   */
  public ReadVariantTable(String region) {
    this.region = region;
  }

  /** One line a variant. */
  public String rows(ReadsAnalysis analysis) {
    StringBuilder rows = new StringBuilder();
    for (ReadVariant variant : analysis.variants()) {
      Variant change = variant.variant();
      rows.append(
          String.format(
              Locale.ROOT,
              "%s\t%s\t%d\t%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%.6g\t%d\t%.3g\t%s\t%s\n",
              analysis.sample(),
              region,
              change.start() + 1,
              change.reference().charAt(0),
              alternative(change),
              variant.referenceCount(),
              variant.referenceReverse(),
              variant.referenceQuality(),
              variant.count(),
              variant.reverse(),
              variant.meanQuality(),
              variant.frequency(),
              variant.depth(),
              Math.pow(10, -variant.quality() / 10.0),
              variant.filter() == ReadVariant.Filter.PASS ? "TRUE" : "FALSE",
              variant.filter().text()));
    }
    return rows.toString();
  }

  private static String alternative(Variant change) {
    int before = change.reference().length();
    int after = change.alternative().length();
    if (before == after) {
      return change.alternative();
    }
    return before > after
        ? "-" + change.reference().substring(1)
        : "+" + change.alternative().substring(1);
  }
}
