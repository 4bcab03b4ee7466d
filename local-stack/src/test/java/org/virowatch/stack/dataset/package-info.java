@NullMarked
package org.virowatch.stack.dataset;

import org.jspecify.annotations.NullMarked;
