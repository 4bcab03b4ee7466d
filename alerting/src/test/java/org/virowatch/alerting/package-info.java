/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.alerting;

import org.jspecify.annotations.NullMarked;
