/** Tests of what stands in the package of the same name. */
@NullMarked
package org.virowatch.jobs.deciding;

import org.jspecify.annotations.NullMarked;
