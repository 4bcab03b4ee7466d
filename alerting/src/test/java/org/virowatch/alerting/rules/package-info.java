/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.alerting.rules;

import org.jspecify.annotations.NullMarked;
