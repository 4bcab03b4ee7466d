/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.alerting.follow;

import org.jspecify.annotations.NullMarked;
