/**
 * Where a genome's proteins are: coding sequences and their segments, read from GFF3. Known to
 * translation and to whoever names amino-acid positions.
 */
@NullMarked
package org.virowatch.genomics.annotation;

import org.jspecify.annotations.NullMarked;
