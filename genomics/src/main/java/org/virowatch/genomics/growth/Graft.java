package org.virowatch.genomics.growth;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A genome to be built into a tree.
 *
 * @param index number of the sequence in the input, from 0
 * @param name name of the sequence
 * @param nearest number of its nearest node in the reference tree
 * @param privateSubstitutions in how many bases it differs from that node
 * @param changes the changes from that node
 * @param clade its clade; null if it has none
 * @param attributes its clade-like attributes
 * @param traits what else its node says in {@code node_attrs}: a JSON object
 */
public record Graft(
    long index,
    String name,
    int nearest,
    int privateSubstitutions,
    BranchChanges changes,
    @Nullable String clade,
    Map<String, String> attributes,
    String traits) {}
