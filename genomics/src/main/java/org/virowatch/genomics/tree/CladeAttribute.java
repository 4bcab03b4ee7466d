package org.virowatch.genomics.tree;

/**
 * A clade-like attribute that the tree gives each node beside its clade.
 *
 * @param name name in files and columns
 * @param displayName name for people
 * @param skipAsReference whether no founder is looked for
 */
public record CladeAttribute(String name, String displayName, boolean skipAsReference) {}
