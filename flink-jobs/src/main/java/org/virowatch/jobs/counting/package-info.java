/**
 * From called genomes to published cells. {@link org.virowatch.jobs.counting.VersionTimeline} knows
 * what the versions of one genome change, live and at each tick; changes are added up before the
 * shuffle and cells are published whole.
 */
@NullMarked
package org.virowatch.jobs.counting;

import org.jspecify.annotations.NullMarked;
