/** Reads the alerts topic with a consumer group of its own and says how the service is doing. */
@NullMarked
package org.virowatch.alerting.follow;

import org.jspecify.annotations.NullMarked;
