/** Collection dates as labs give them, the periods they are counted in, and windows of weeks. */
@NullMarked
package org.virowatch.surveillance.calendar;

import org.jspecify.annotations.NullMarked;
