/** Tests of what tasks keep between records. */
@NullMarked
package org.virowatch.jobs.state;

import org.jspecify.annotations.NullMarked;
