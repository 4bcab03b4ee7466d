package org.virowatch.surveillance.lab;

/**
 * Something in which a lab stands out from its peers.
 *
 * @param lab the lab
 * @param kind in what
 * @param subject the mutation, empty for the other kind
 * @param rate the lab's share of genomes, or its number a genome
 * @param peers the same of its peers
 * @param genomes the lab's genomes
 * @param pAdjusted probability of as much or more if it were one of its peers, adjusted for every
 *     test of this kind of every lab
 */
public record LabFinding(
    String lab,
    Kind kind,
    String subject,
    double rate,
    double peers,
    long genomes,
    double pAdjusted) {

  /** In what a lab can stand out. */
  public enum Kind {
    /**
     * Many mutations that the tree does not explain and that its genomes do not share either:
     * contamination, or wrong consensus.
     */
    PRIVATE_MUTATIONS,
    /** One such mutation again and again in all kinds of lineages, as no outbreak gives it. */
    RECURRING_MUTATION
  }
}
