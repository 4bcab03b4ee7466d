/** Calls as VCF 4.3: normalised variants, sheets of many genomes, and files through HTSJDK. */
@NullMarked
package org.virowatch.genomics.vcf;

import org.jspecify.annotations.NullMarked;
