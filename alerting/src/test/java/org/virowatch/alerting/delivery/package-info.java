/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.alerting.delivery;

import org.jspecify.annotations.NullMarked;
