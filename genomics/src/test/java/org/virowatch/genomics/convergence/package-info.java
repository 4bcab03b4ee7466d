/** Tests of convergence. */
@NullMarked
package org.virowatch.genomics.convergence;

import org.jspecify.annotations.NullMarked;
