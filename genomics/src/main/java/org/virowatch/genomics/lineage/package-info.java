/**
 * Lineages beside the tree: the table of defining mutations that stands in for a tree, Pango
 * aliases, and which lineage descends from which.
 */
@NullMarked
package org.virowatch.genomics.lineage;

import org.jspecify.annotations.NullMarked;
