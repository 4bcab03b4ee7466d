/** Tests of the data that ship with Virowatch, read without the code that loads datasets. */
@NullMarked
package org.virowatch.genomics.datasets;

import org.jspecify.annotations.NullMarked;
