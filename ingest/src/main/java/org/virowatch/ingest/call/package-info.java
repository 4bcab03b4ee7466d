/** Calling genomes in a file, without a stack: the command and its table. */
@NullMarked
package org.virowatch.ingest.call;

import org.jspecify.annotations.NullMarked;
