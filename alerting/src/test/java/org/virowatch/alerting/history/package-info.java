/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.alerting.history;

import org.jspecify.annotations.NullMarked;
