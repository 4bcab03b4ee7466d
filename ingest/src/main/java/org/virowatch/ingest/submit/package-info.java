/** The upload: submissions to the broker, a receipt for every record, and the command. */
@NullMarked
package org.virowatch.ingest.submit;

import org.jspecify.annotations.NullMarked;
