/** The batch answer for alerts: whole histories through the classes that the stream uses. */
@NullMarked
package org.virowatch.surveillance.replay;

import org.jspecify.annotations.NullMarked;
