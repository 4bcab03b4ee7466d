/** Tests of the wire contract. */
@NullMarked
package org.virowatch.schemas.wire;

import org.jspecify.annotations.NullMarked;
