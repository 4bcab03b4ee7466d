/** The nucleotide alphabet and cleaned-up query sequences. */
@NullMarked
package org.virowatch.genomics.sequence;

import org.jspecify.annotations.NullMarked;
