/**
 * Event time: how it advances with submissions, how it goes on without them, and when rules are
 * known well enough to decide anything.
 */
@NullMarked
package org.virowatch.jobs.time;

import org.jspecify.annotations.NullMarked;
