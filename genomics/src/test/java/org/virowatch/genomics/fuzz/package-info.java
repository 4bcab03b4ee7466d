/** Hostile input of every kind, from seeds. */
@NullMarked
package org.virowatch.genomics.fuzz;

import org.jspecify.annotations.NullMarked;
