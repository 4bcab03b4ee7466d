/** The rules of a running stack: reading, storing and removing them on their topic. */
@NullMarked
package org.virowatch.alerting.rules;

import org.jspecify.annotations.NullMarked;
