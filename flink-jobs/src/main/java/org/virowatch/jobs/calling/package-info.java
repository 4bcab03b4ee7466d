/**
 * From a submission to a called genome or a rejection. {@link
 * org.virowatch.jobs.calling.GenomeCaller} is pure; the functions around it keep state and count.
 */
@NullMarked
package org.virowatch.jobs.calling;

import org.jspecify.annotations.NullMarked;
