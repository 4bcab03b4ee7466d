/** What people decided about labs. */
@NullMarked
package org.virowatch.alerting.labs;

import org.jspecify.annotations.NullMarked;
