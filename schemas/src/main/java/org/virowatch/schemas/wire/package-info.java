/** How records look on the wire, and how a reader finds the schema a record was written with. */
@NullMarked
package org.virowatch.schemas.wire;

import org.jspecify.annotations.NullMarked;
