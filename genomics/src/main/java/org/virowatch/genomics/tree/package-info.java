/**
 * The reference phylogeny: nodes, branch mutations and clade attributes, read from Auspice JSON.
 */
@NullMarked
package org.virowatch.genomics.tree;

import org.jspecify.annotations.NullMarked;
