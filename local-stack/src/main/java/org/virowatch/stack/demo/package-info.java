/**
 * {@code virowatch demo}: a simulated outbreak through the real upload path into a real stack, and
 * the check of its answer. Called by the command line only.
 */
@NullMarked
package org.virowatch.stack.demo;

import org.jspecify.annotations.NullMarked;
