/** Tests of alignment. */
@NullMarked
package org.virowatch.genomics.align;

import org.jspecify.annotations.NullMarked;
