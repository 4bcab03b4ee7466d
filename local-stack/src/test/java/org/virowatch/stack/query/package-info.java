/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.stack.query;

import org.jspecify.annotations.NullMarked;
