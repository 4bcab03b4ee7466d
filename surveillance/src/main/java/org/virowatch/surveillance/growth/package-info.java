/** How fast a lineage or mutation gains on the rest, by region, and how sure that is. */
@NullMarked
package org.virowatch.surveillance.growth;

import org.jspecify.annotations.NullMarked;
