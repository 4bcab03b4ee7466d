/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.alerting.channel;

import org.jspecify.annotations.NullMarked;
