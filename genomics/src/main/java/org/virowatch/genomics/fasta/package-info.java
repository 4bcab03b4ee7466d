/**
 * Sequences as labs send them: FASTA in any common compression, read as a stream in bounded memory,
 * hostile input refused with a reason. Called by whoever reads sequences from files or standard
 * input.
 */
@NullMarked
package org.virowatch.genomics.fasta;

import org.jspecify.annotations.NullMarked;
