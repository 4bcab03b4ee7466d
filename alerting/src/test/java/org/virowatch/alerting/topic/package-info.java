/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.alerting.topic;

import org.jspecify.annotations.NullMarked;
