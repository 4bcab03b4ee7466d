/** Alerting, rules and queries against a real broker. */
@NullMarked
package org.virowatch.stack.alerting;

import org.jspecify.annotations.NullMarked;
