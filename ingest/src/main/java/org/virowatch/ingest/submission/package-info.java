/**
 * Sequences and their metadata made into submissions, or refused with a reason: pure reading, no
 * broker. Called by the upload command, the batch recomputation and the demo.
 */
@NullMarked
package org.virowatch.ingest.submission;

import org.jspecify.annotations.NullMarked;
