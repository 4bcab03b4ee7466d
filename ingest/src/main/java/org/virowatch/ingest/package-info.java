/** The labs' door: reads metadata and sequences, validates them and produces submissions. */
@NullMarked
package org.virowatch.ingest;

import org.jspecify.annotations.NullMarked;
