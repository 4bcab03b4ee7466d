/**
 * Standard output, and other files as they are written: what fails there is told, or its reader.
 */
@NullMarked
package org.virowatch.ingest.output;

import org.jspecify.annotations.NullMarked;
