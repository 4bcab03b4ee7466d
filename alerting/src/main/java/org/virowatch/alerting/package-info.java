/** Follows the alerts topic and delivers to people and machines. */
@NullMarked
package org.virowatch.alerting;

import org.jspecify.annotations.NullMarked;
