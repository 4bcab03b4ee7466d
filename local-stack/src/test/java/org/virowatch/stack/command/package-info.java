@NullMarked
package org.virowatch.stack.command;

import org.jspecify.annotations.NullMarked;
