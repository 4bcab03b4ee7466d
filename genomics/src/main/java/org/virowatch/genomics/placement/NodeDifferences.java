package org.virowatch.genomics.placement;

import org.jspecify.annotations.Nullable;

/**
 * In what a genome differs from a node of the tree other than its nearest.
 *
 * @param key the attribute of which the node is the founder ({@code clade} first), or the name of
 *     the search that found it
 * @param value the attribute's value; null for a search
 * @param node number of the node; −1 if there is none for this genome
 * @param nodeName name of the node; null if there is none for this genome
 * @param nucleotides differing nucleotides
 * @param aminoAcids differing amino acids
 */
public record NodeDifferences(
    String key,
    @Nullable String value,
    int node,
    @Nullable String nodeName,
    PrivateMutations nucleotides,
    PrivateAminoAcids aminoAcids) {}
