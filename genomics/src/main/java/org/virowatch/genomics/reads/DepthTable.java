package org.virowatch.genomics.reads;

import java.nio.charset.StandardCharsets;
import org.virowatch.genomics.dataset.ReferenceDataset;

/** Depth at every position of the reference as a table. */
public final class DepthTable {

  /** The header line; {@code _RV} is the part on the reverse strand. */
  public static final String HEADER =
      "SAMPLE\tREGION\tPOS\tREF\tDEPTH\tA\tC\tG\tT\tDEL\tA_RV\tC_RV\tG_RV\tT_RV\tDEL_RV\n";

  private final String region;
  private final byte[] reference;

  public DepthTable(ReferenceDataset dataset) {
    region = dataset.referenceName();
    reference = dataset.reference();
  }

  /** One line a position. */
  public byte[] rows(ReadsAnalysis analysis) {
    Pileup pileup = analysis.pileup();
    StringBuilder rows = new StringBuilder(64 * reference.length);
    for (int position = 0; position < reference.length; position++) {
      rows.append(analysis.sample()).append('\t').append(region).append('\t');
      rows.append(position + 1).append('\t').append((char) reference[position]);
      rows.append('\t').append(pileup.depth(position));
      for (int allele = 0; allele < Allele.COUNTED; allele++) {
        rows.append('\t').append(pileup.count(position, allele));
      }
      for (int allele = 0; allele < Allele.COUNTED; allele++) {
        rows.append('\t').append(pileup.reverse(position, allele));
      }
      rows.append('\n');
    }
    return rows.toString().getBytes(StandardCharsets.UTF_8);
  }
}
