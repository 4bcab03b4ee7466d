/**
 * The commands that start, stop and look at a stack: {@code up}, {@code down}, {@code status},
 * {@code logs}. They read options and print; what they do lives in the other packages.
 */
@NullMarked
package org.virowatch.stack.command;

import org.jspecify.annotations.NullMarked;
