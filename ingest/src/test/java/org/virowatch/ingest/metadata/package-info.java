@NullMarked
package org.virowatch.ingest.metadata;

import org.jspecify.annotations.NullMarked;
