package org.virowatch.benchmarks.reads;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.virowatch.genomics.vcf.Variant;
import org.virowatch.genomics.vcf.VariantNormalizer;

/** Variants in the lines of a VCF file with one alternative a line, in normal form. */
final class VcfVariants {
  private static final int POSITION = 1;
  private static final int REFERENCE = 3;
  private static final int ALTERNATIVE = 4;

  private VcfVariants() {}

  /**
   * Reads the records that fit.
   *
   * @param wanted is given a record's columns
   */
  static Set<Variant> read(String vcf, VariantNormalizer normalizer, Predicate<String[]> wanted) {
    Set<Variant> variants = new TreeSet<>();
    vcf.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .filter(columns -> columns[ALTERNATIVE].matches("[ACGT]+"))
        .filter(wanted)
        .forEach(
            columns -> {
              int start = Integer.parseInt(columns[POSITION]) - 1;
              variants.add(
                  normalizer.normal(
                      start, start + columns[REFERENCE].length(), columns[ALTERNATIVE]));
            });
    return variants;
  }

  /** A value of the last sample's column, by its name in FORMAT; empty if it is not there. */
  static String value(String[] columns, String field) {
    String[] names = columns[8].split(":", -1);
    String[] values = columns[9].split(":", -1);
    for (int i = 0; i < Math.min(names.length, values.length); i++) {
      if (names[i].equals(field)) {
        return values[i];
      }
    }
    return "";
  }
}
