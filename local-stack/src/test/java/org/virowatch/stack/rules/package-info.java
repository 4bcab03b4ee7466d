/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.stack.rules;

import org.jspecify.annotations.NullMarked;
