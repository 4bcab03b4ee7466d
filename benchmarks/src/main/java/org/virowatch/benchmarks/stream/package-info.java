/**
 * Measurements of the stream: throughput, latency, state and recovery of a real broker and a real
 * Flink cluster in processes of their own. How those are started is not known here: {@link
 * org.virowatch.benchmarks.stream.TestBed} is what a measurement needs of them.
 */
@NullMarked
package org.virowatch.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
