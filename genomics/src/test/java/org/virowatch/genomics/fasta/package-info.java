@NullMarked
package org.virowatch.genomics.fasta;

import org.jspecify.annotations.NullMarked;
