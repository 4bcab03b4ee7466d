/** Decisions at ticks of event time: one region's counts and rules in, alert events out. */
@NullMarked
package org.virowatch.surveillance.alert;

import org.jspecify.annotations.NullMarked;
