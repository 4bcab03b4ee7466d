/** Results as tables, JSON, FASTA and VCF, under the names that Nextclade gives what it has too. */
@NullMarked
package org.virowatch.genomics.output;

import org.jspecify.annotations.NullMarked;
