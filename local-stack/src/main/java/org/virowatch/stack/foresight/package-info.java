/** Commands that say what rises, how sure that is, and what will be. */
@NullMarked
package org.virowatch.stack.foresight;

import org.jspecify.annotations.NullMarked;
