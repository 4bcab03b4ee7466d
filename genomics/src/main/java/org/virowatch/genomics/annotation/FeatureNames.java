package org.virowatch.genomics.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What features of a GFF3 file are called, by the first of several attributes, as in Nextclade. */
final class FeatureNames {
  private static final List<String> OTHER_NAMES =
      List.of("product", "gene_synonym", "gb-synonym", "acronym", "gb-acronym", "protein_id", "ID");
  private static final List<String> GENE_NAMES = List.of("Gene", "gene", "gene_name", "locus_tag");
  private static final List<String> FEATURE_NAMES =
      List.of("Name", "name", "Alias", "alias", "standard_name", "old-name");

  private static final Set<String> PEPTIDES =
      Set.of(
          "mature_protein_region_of_CDS", "mature_protein_region", "mat_peptide", "mature_peptide");

  private FeatureNames() {}

  /** Whether a feature is a mature peptide. */
  static boolean isPeptide(Gff3Feature feature) {
    return PEPTIDES.contains(feature.type());
  }

  /** Name of a gene, coding sequence or peptide. */
  static String of(Gff3Feature feature) {
    boolean coding = feature.type().equals("CDS") || isPeptide(feature);
    List<String> names = new ArrayList<>(coding ? FEATURE_NAMES : GENE_NAMES);
    names.addAll(coding ? GENE_NAMES : FEATURE_NAMES);
    names.addAll(OTHER_NAMES);
    String name = feature.firstOf(names);
    return name == null ? "CDS_" + feature.start() + "_" + feature.end() : name;
  }

  /**
   * Name of a mature peptide. RefSeq gives it none but its product, and the gene of all peptides of
   * the polyprotein, so the product comes first.
   */
  static String ofPeptide(Gff3Feature feature) {
    List<String> names = new ArrayList<>(FEATURE_NAMES);
    names.add("product");
    String name = feature.firstOf(names);
    return name == null ? of(feature) : name;
  }
}
