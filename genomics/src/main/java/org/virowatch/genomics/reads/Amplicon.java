package org.virowatch.genomics.reads;

import org.virowatch.genomics.coordinate.NucleotideRange;

/**
 * A piece of the genome between two primers.
 *
 * @param name of the amplicon
 * @param pool of the reaction
 * @param insert positions between the innermost primers
 */
public record Amplicon(String name, String pool, NucleotideRange insert) {}
