package org.virowatch.genomics.trait;

/**
 * A score of a genome's substitutions.
 *
 * @param name name of the phenotype
 * @param cds CDS looked at
 * @param value the score; 0 without a substitution that counts
 */
public record PhenotypeScore(String name, String cds, double value) {}
