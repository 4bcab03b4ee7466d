/** Where on the reference tree a genome belongs, and in what it differs from that place. */
@NullMarked
package org.virowatch.genomics.placement;

import org.jspecify.annotations.NullMarked;
