/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.alerting.config;

import org.jspecify.annotations.NullMarked;
