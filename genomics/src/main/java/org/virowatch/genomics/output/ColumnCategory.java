package org.virowatch.genomics.output;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Groups of columns that can be chosen together, under Nextclade's names. */
public enum ColumnCategory {
  /** Every column. */
  ALL,
  /** Name, clade, totals and alignment. */
  GENERAL,
  /** Mutations against the reference. */
  REF_MUTS,
  /** Nucleotides that differ from the nearest node of the tree. */
  PRIV_MUTS,
  /** Amino acids that differ from it. */
  PRIV_AA_MUTS,
  /** Differences from the founders of clade and clade-like attributes. */
  CLADE_FOUNDER_MUTS,
  /** Differences from nodes the tree names. */
  REL_MUTS,
  /** Quality control. */
  QC,
  /** PCR primers; always without changes, as datasets for Nextclade 3 have no primers. */
  PRIMERS,
  /** What failed. */
  ERRS_WARNS,
  /** Clade-like attributes, phenotypes and motifs of the dataset. */
  DYNAMIC,
  /** Columns that Nextclade does not have: lineage and watchlist. */
  VIROWATCH;

  /** Name at the prompt, such as {@code priv-muts}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Names at the prompt. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(ColumnCategory::label).toList();
  }

  static Optional<ColumnCategory> of(String label) {
    return Arrays.stream(values()).filter(category -> category.label().equals(label)).findFirst();
  }
}
