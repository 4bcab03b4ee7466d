/** The {@code rules} command, and the rules a new stack starts with. */
@NullMarked
package org.virowatch.stack.rules;

import org.jspecify.annotations.NullMarked;
