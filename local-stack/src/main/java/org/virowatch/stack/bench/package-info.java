/**
 * What measurements of the stream run on: brokers and clusters started for them alone. The
 * measurements themselves are in {@code benchmarks}; called by the command line only.
 */
@NullMarked
package org.virowatch.stack.bench;

import org.jspecify.annotations.NullMarked;
