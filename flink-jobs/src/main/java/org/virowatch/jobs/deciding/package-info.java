/**
 * From changes of what is known to alerts. Decisions are those of {@link
 * org.virowatch.surveillance.alert.RegionSurveillance}; here stand its state, its timers and the
 * rules that arrive while it runs.
 */
@NullMarked
package org.virowatch.jobs.deciding;

import org.jspecify.annotations.NullMarked;
