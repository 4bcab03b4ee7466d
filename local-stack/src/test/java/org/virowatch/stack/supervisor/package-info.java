@NullMarked
package org.virowatch.stack.supervisor;

import org.jspecify.annotations.NullMarked;
