package org.virowatch.surveillance.count;

/**
 * How many genomes of some counts know a site; the denominator of every mutation's frequency.
 *
 * @param genomes the number of genomes
 * @param unknown how many do not know each site
 */
public record Coverage(long genomes, UnknownProfile unknown) {
  /** Returns how many genomes know the mutation's site. */
  public long at(MutationName mutation) {
    return genomes - unknown.unknownAt(mutation.axis(), mutation.site());
  }
}
