/** Tests of the package of the same name. */
@NullMarked
package org.virowatch.surveillance.lineage;

import org.jspecify.annotations.NullMarked;
