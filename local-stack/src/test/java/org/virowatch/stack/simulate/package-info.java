/** Tests of the simulated outbreak. */
@NullMarked
package org.virowatch.stack.simulate;

import org.jspecify.annotations.NullMarked;
