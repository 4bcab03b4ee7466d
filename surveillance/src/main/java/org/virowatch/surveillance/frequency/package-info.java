/** From counts to frequencies with intervals, and the table that shows them. */
@NullMarked
package org.virowatch.surveillance.frequency;

import org.jspecify.annotations.NullMarked;
