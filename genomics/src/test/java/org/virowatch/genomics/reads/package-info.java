/** Tests of what reads say. */
@NullMarked
package org.virowatch.genomics.reads;

import org.jspecify.annotations.NullMarked;
