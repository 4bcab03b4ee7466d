/**
 * Asking for frequencies: the stream's, by reading its topic; the batch answer, by recomputing it
 * from files through the same libraries; and the comparison of both.
 */
@NullMarked
package org.virowatch.stack.query;

import org.jspecify.annotations.NullMarked;
