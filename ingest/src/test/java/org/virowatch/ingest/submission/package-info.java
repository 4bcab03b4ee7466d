@NullMarked
package org.virowatch.ingest.submission;

import org.jspecify.annotations.NullMarked;
