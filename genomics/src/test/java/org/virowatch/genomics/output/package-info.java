/** Tests of tables of results. */
@NullMarked
package org.virowatch.genomics.output;

import org.jspecify.annotations.NullMarked;
