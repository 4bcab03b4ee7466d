@NullMarked
package org.virowatch.ingest.call;

import org.jspecify.annotations.NullMarked;
