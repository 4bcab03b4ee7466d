/** Tests of translation. */
@NullMarked
package org.virowatch.genomics.translate;

import org.jspecify.annotations.NullMarked;
