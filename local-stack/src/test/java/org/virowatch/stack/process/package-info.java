@NullMarked
package org.virowatch.stack.process;

import org.jspecify.annotations.NullMarked;
