/** Progress of long commands, shown to a person at a terminal and to nobody else. */
@NullMarked
package org.virowatch.ingest.progress;

import org.jspecify.annotations.NullMarked;
