/** Tests of fetching datasets, against a server on this machine. */
@NullMarked
package org.virowatch.ingest.dataset;

import org.jspecify.annotations.NullMarked;
