/** Metadata tables: their columns by every vocabulary's names, their rows, and dates in them. */
@NullMarked
package org.virowatch.ingest.metadata;

import org.jspecify.annotations.NullMarked;
