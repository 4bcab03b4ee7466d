/** Tests of alerts that look across regions. */
@NullMarked
package org.virowatch.surveillance.pooled;

import org.jspecify.annotations.NullMarked;
