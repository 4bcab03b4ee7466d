/**
 * From aligned bases to proteins: codons, frame shifts, amino-acid alignment and what differs from
 * the reference's proteins.
 */
@NullMarked
package org.virowatch.genomics.translate;

import org.jspecify.annotations.NullMarked;
