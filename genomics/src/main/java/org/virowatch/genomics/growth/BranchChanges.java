package org.virowatch.genomics.growth;

/**
 * What changes along a branch.
 *
 * @param nucleotides by 0-based reference position
 * @param aminoAcids by CDS and codon, as {@link CdsSites} numbers them
 */
record BranchChanges(SiteChanges nucleotides, SiteChanges aminoAcids) {

  static final BranchChanges NONE = new BranchChanges(SiteChanges.NONE, SiteChanges.NONE);

  /** Two branches taken apart, as {@link SiteChanges.Split}. */
  record Split(BranchChanges left, BranchChanges shared, BranchChanges right) {}

  BranchChanges inverse() {
    return new BranchChanges(nucleotides.inverse(), aminoAcids.inverse());
  }

  Split split(BranchChanges other) {
    SiteChanges.Split bases = nucleotides.split(other.nucleotides);
    SiteChanges.Split letters = aminoAcids.split(other.aminoAcids);
    return new Split(
        new BranchChanges(bases.left(), letters.left()),
        new BranchChanges(bases.shared(), letters.shared()),
        new BranchChanges(bases.right(), letters.right()));
  }

  BranchChanges minus(BranchChanges other) {
    return new BranchChanges(
        nucleotides.minus(other.nucleotides), aminoAcids.minus(other.aminoAcids));
  }

  BranchChanges plus(BranchChanges other) {
    return new BranchChanges(
        nucleotides.plus(other.nucleotides), aminoAcids.plus(other.aminoAcids));
  }
}
