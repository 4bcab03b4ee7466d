/** Whether sources still report as they use to. */
@NullMarked
package org.virowatch.surveillance.freshness;

import org.jspecify.annotations.NullMarked;
