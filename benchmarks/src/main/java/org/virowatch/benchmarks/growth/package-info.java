/** How well growth is estimated, on simulated regions whose growth is known. */
@NullMarked
package org.virowatch.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
