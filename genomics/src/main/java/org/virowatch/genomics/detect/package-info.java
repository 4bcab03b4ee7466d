/**
 * Tells which dataset's virus a sequence is of, from samples of its words and without aligning it.
 */
@NullMarked
package org.virowatch.genomics.detect;

import org.jspecify.annotations.NullMarked;
