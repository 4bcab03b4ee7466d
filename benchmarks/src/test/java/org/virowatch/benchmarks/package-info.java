/** Tests of what measures; no measurement runs here. */
@NullMarked
package org.virowatch.benchmarks;

import org.jspecify.annotations.NullMarked;
