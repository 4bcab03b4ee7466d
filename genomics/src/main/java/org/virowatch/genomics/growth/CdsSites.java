package org.virowatch.genomics.growth;

import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;

/** Numbers for codons of several CDSes, in the order of the CDSes' names. Immutable. */
final class CdsSites {

  private static final int CODON_BITS = 24;

  private final String[] names;

  CdsSites(Collection<String> cdses) {
    names = new TreeSet<>(cdses).toArray(new String[0]);
  }

  /** Number of a 0-based codon of one of the CDSes. */
  long site(String cds, int codon) {
    return (long) Arrays.binarySearch(names, cds) << CODON_BITS | codon;
  }

  String cds(long site) {
    return names[(int) (site >>> CODON_BITS)];
  }

  int codon(long site) {
    return (int) (site & (1 << CODON_BITS) - 1);
  }
}
