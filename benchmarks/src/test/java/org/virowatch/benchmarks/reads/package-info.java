/** Tests of the measurement of variants in reads. */
@NullMarked
package org.virowatch.benchmarks.reads;

import org.jspecify.annotations.NullMarked;
