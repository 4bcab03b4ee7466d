/**
 * From calls to frequencies and alerts: regions, calendar, counts, intervals and rules. A pure
 * library called by the surveillance job, by the batch recomputation and by tests alike.
 */
@NullMarked
package org.virowatch.surveillance;

import org.jspecify.annotations.NullMarked;
