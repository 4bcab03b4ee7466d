@NullMarked
package org.virowatch.stack.config;

import org.jspecify.annotations.NullMarked;
