@NullMarked
package org.virowatch.ingest.place;

import org.jspecify.annotations.NullMarked;
