/** Reading a whole topic for a command: to its end, quickly, with clear errors. */
@NullMarked
package org.virowatch.alerting.topic;

import org.jspecify.annotations.NullMarked;
