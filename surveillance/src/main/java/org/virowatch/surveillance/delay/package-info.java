/** How late genomes arrive, how complete recent days are, and what is still to come. */
@NullMarked
package org.virowatch.surveillance.delay;

import org.jspecify.annotations.NullMarked;
