/**
 * Measurements of the product on the machine at hand, behind {@code virowatch bench}. Depends on
 * everything it measures; nothing but the command line depends on it.
 */
@NullMarked
package org.virowatch.benchmarks;

import org.jspecify.annotations.NullMarked;
