/** Tests of the commands that say what rises. */
@NullMarked
package org.virowatch.stack.foresight;

import org.jspecify.annotations.NullMarked;
