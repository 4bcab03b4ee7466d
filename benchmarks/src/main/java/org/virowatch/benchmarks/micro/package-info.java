/**
 * JMH benchmarks of the parts of genomics, run by {@code org.openjdk.jmh.Main} with the class path
 * of the launcher; {@code docs/performance.md} says how.
 */
@NullMarked
package org.virowatch.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
