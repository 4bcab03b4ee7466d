/**
 * What rules would have said: histories replayed through the classes of the stream, and judged by
 * what became known later.
 */
@NullMarked
package org.virowatch.surveillance.backtest;

import org.jspecify.annotations.NullMarked;
