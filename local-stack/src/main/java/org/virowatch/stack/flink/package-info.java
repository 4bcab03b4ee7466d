/**
 * The Flink cluster: its configuration files, its REST interface, and the jobs submitted to it.
 * Called by the supervisor and {@code status}.
 */
@NullMarked
package org.virowatch.stack.flink;

import org.jspecify.annotations.NullMarked;
