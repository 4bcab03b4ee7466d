/** Rules that compare labs with their peers, and hold those that stand out. */
@NullMarked
package org.virowatch.surveillance.labquality;

import org.jspecify.annotations.NullMarked;
