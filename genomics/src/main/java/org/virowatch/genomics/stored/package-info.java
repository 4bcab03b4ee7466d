/**
 * Genomes of which only the calls are kept: what they say under another version of their dataset.
 * Called by whoever moves stored genomes to a new tree.
 */
@NullMarked
package org.virowatch.genomics.stored;

import org.jspecify.annotations.NullMarked;
