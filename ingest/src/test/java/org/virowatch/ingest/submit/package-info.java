@NullMarked
package org.virowatch.ingest.submit;

import org.jspecify.annotations.NullMarked;
