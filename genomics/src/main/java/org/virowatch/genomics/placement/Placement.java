package org.virowatch.genomics.placement;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The node of the reference tree nearest to a genome, and what follows from it.
 *
 * @param node index of the node in depth-first order
 * @param nodeName name of the node
 * @param distance Nextclade's placement distance, sites
 * @param clade the node's clade; null if it has none
 * @param attributes the node's clade-like attributes, by name in the tree's order
 * @param lineage the genome's lineage; null if the node has none or too little of the genome is
 *     known to tell lineages apart
 * @param knownShare share of the tree's substitutions at sites the genome knows, 0 to 1
 * @param privateMutations differences from the node
 */
public record Placement(
    int node,
    String nodeName,
    int distance,
    @Nullable String clade,
    Map<String, String> attributes,
    @Nullable String lineage,
    double knownShare,
    PrivateMutations privateMutations) {}
