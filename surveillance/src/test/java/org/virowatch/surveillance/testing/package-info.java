/** Called genomes and histories of them for tests: built by hand or drawn from a seed. */
@NullMarked
package org.virowatch.surveillance.testing;

import org.jspecify.annotations.NullMarked;
