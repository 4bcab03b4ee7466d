/** Which labs are held out of alert decisions, and what people decide about them. */
@NullMarked
package org.virowatch.stack.labs;

import org.jspecify.annotations.NullMarked;
