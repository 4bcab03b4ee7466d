/** Tests of alerts that look across regions. */
@NullMarked
package org.virowatch.surveillance.growthmodel;

import org.jspecify.annotations.NullMarked;
