@NullMarked
package org.virowatch.stack.flink;

import org.jspecify.annotations.NullMarked;
