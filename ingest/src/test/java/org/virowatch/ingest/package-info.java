@NullMarked
package org.virowatch.ingest;

import org.jspecify.annotations.NullMarked;
