/** Tests of the module's own arrows. */
@NullMarked
package org.virowatch.surveillance;

import org.jspecify.annotations.NullMarked;
