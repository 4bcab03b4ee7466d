/** Tests of what stands in the package of the same name. */
@NullMarked
package org.virowatch.jobs.calling;

import org.jspecify.annotations.NullMarked;
