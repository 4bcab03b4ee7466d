/**
 * Operating-system processes: how they are started, recognised again and ended. Called by the
 * supervisor and {@code down}.
 */
@NullMarked
package org.virowatch.stack.process;

import org.jspecify.annotations.NullMarked;
