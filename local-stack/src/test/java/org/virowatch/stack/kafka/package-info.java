@NullMarked
package org.virowatch.stack.kafka;

import org.jspecify.annotations.NullMarked;
