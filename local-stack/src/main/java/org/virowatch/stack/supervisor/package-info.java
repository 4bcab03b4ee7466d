/**
 * Keeps a stack's processes and jobs alive, and the Java door to a stack, {@code LocalStack}.
 * Called by the commands and by tests.
 */
@NullMarked
package org.virowatch.stack.supervisor;

import org.jspecify.annotations.NullMarked;
