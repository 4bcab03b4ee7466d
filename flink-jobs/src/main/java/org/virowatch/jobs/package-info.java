/** The two Flink jobs: wiring, state, time and sinks around the pure libraries. */
@NullMarked
package org.virowatch.jobs;

import org.jspecify.annotations.NullMarked;
