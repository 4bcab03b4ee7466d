/** The application behind {@code ./virowatch}: commands, local processes, simulator and demo. */
@NullMarked
package org.virowatch.stack;

import org.jspecify.annotations.NullMarked;
