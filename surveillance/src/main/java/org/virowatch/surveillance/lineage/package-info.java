/** Which lineage descends from which. */
@NullMarked
package org.virowatch.surveillance.lineage;

import org.jspecify.annotations.NullMarked;
