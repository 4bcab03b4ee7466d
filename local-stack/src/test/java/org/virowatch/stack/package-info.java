/** Tests of the application and of the whole. */
@NullMarked
package org.virowatch.stack;

import org.jspecify.annotations.NullMarked;
